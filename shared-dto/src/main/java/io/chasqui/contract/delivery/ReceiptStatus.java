package io.chasqui.contract.delivery;

/** What a provider told of a message after it had taken it. */
public enum ReceiptStatus {
  /** It is with its recipient. */
  RECEIVED,
  /** It could not be brought to its recipient. */
  UNDELIVERED
}
