package io.chasqui.delivery;

/** What a person or a key can decide about a delivery. */
public enum Decision {
  /** It is not to be sent. */
  CANCEL,
  /** It is to be sent again now. */
  RETRY,
  /** It has arrived. */
  CONFIRM,
  /** It is to be sent at another time. */
  RESCHEDULE
}
