package io.chasqui.contract.delivery;

/** The way a message takes to its recipient. */
public enum Channel {
  EMAIL,
  TELEGRAM,
  SMS,
  PUSH,
  WEBHOOK
}
