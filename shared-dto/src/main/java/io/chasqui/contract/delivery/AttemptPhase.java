package io.chasqui.contract.delivery;

/**
 * How far an attempt has come. What was stored last decides what is known of an attempt whose
 * worker is gone: before {@link #TRANSMITTING} nothing can have been sent.
 */
public enum AttemptPhase {
  /** The worker has the delivery; its peer has not been reached. */
  CLAIMED,
  /** The peer is connected. It does not have the whole message, and so has not taken it. */
  CONNECTED,
  /**
   * The peer is given the message's last byte (SMTP: the final dot; HTTP: the end of the request's
   * body) and may have taken it. Stored before that byte goes out.
   */
  TRANSMITTING,
  /** The peer has answered to the whole message. */
  ANSWERED
}
