package io.chasqui.contract.delivery;

/** What follows when an attempt was cut off after its last byte. */
public enum OnUnknown {
  /** Sent once more, with the same message id. */
  RESEND,
  /** Kept as UNCERTAIN until a person decides. */
  HOLD
}
