package io.chasqui.delivery;

import java.io.IOException;

/**
 * Where a sender says how far its attempt has come, and asks before it goes on where the message
 * can be taken. What is stored here decides what is known of the attempt when this process dies.
 */
public interface AttemptJournal {

  /** The peer is connected, and has not been given the message. */
  void connected();

  /**
   * Asks to give the peer the message's last byte (SMTP: the final dot; HTTP: the end of the
   * request's body). Returns at once, so that the rest of the message can go out meanwhile.
   */
  Permission askForLastByte();

  /** The peer has answered to the whole message. */
  void answered();

  /** What {@link #askForLastByte} was answered. */
  interface Permission {

    /**
     * Returns when that byte may go out: it is stored that the message may be taken from now on.
     *
     * @throws Refused otherwise: the connection is to be cut, and nothing was sent
     */
    void await() throws Refused;
  }

  /**
   * The last byte must not go out: another worker may go on with the delivery, its deadline has
   * passed, or nothing could be stored.
   */
  final class Refused extends IOException {

    private static final long serialVersionUID = 1L;

    public Refused(String reason) {
      super(reason);
    }
  }
}
