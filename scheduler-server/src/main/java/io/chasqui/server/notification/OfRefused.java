package io.chasqui.server.notification;

/** What is kept of an order that cannot be told by any channel. */
public enum OfRefused {
  /** Nothing: whoever asked is told. */
  NOTHING,
  /** A notification that has failed, since nobody waits for an answer. */
  A_FAILED_ONE
}
