package io.chasqui.delivery;

/** Who goes first on a lane. */
public enum Band {
  /** A person waits for it. */
  DIRECT,
  /** One of many that nobody waits for: it never has all hands, and waits behind what is direct. */
  BULK
}
