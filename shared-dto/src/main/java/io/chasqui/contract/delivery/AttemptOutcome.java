package io.chasqui.contract.delivery;

/** How one attempt at a delivery ended. */
public enum AttemptOutcome {
  /** The peer accepted the message. */
  DELIVERED,
  /** The peer did not take it now; a later attempt may succeed. */
  TEMPORARY_FAILURE,
  /** The peer will never take it. */
  PERMANENT_FAILURE,
  /** Our credentials, our quota or the provider: the message is innocent. */
  CHANNEL_FAULT,
  /** The attempt was cut off after the last byte: the peer may have accepted it. */
  UNKNOWN
}
