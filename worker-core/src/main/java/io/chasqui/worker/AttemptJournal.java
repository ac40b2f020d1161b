package io.chasqui.worker;

import java.io.IOException;

/**
 * Where a sender says how far its attempt has come, and asks before it goes on where the message
 * can be taken. What is stored here decides what is known of the attempt when this process dies.
 */
public interface AttemptJournal {

  /** The peer is connected, and has not been given the message. */
  void connected();

  /**
   * To be called when all of the message is written but its last byte (SMTP: the final dot; HTTP:
   * the end of the request's body). When it returns, it is stored that the peer may have the
   * message.
   *
   * @throws Refused when that byte must not go out: the connection is to be cut, and nothing was
   *     sent
   */
  void beforeLastByte() throws Refused;

  /** The peer has answered to the whole message. */
  void answered();

  /**
   * The last byte must not go out: another worker may go on with the delivery, its deadline has
   * passed, or nothing could be stored.
   */
  final class Refused extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Of an attempt that is to be cut.
     *
     * @param reason for the log; nothing private
     */
    public Refused(String reason) {
      super(reason);
    }
  }
}
