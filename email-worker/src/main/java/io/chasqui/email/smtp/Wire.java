package io.chasqui.email.smtp;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The TCP socket under one connection, so that another thread can cut it. */
final class Wire {

  private static final Logger log = LoggerFactory.getLogger(Wire.class);

  private @Nullable Socket socket;
  private boolean cut;

  /**
   * @throws SocketException when the wire was cut before
   */
  synchronized void runsOver(Socket socket) throws SocketException {
    if (cut) {
      throw new SocketException("the attempt has taken too long");
    }
    this.socket = socket;
  }

  /** Whoever reads or writes is interrupted by a {@link SocketException}. */
  synchronized void cut() {
    cut = true;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        log.debug("An SMTP connection was cut and did not close in good order", e);
      }
    }
  }
}
