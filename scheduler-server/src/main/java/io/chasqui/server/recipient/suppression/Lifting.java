package io.chasqui.server.recipient.suppression;

/**
 * Why somebody may be written to again, as the audit has it. A word in place of a text: what people
 * type there may name whom it is about, and nothing of the audit can be erased.
 */
public enum Lifting {
  /** Whoever it is about has asked for it. */
  ASKED_FOR,
  /** The address is known to work. */
  ADDRESS_WORKS,
  /** It should not have been there. */
  MISTAKE,
  /** Something else. */
  OTHER
}
