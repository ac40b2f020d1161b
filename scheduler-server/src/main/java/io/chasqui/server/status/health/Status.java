package io.chasqui.server.status.health;

/** How the server is as a whole. */
public enum Status {
  /** All is well. */
  UP,
  /** Deliveries are accepted; some of them wait for something that a person should look at. */
  DEGRADED,
  /** Nothing can be accepted. */
  DOWN
}
