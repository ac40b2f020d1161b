package io.chasqui.email.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets under one connection: mails are written to it without a detour through Angus, and
 * another thread can cut it.
 */
final class CuttableSocket {

  private static final Logger log = LoggerFactory.getLogger(CuttableSocket.class);

  /** What has to pass within the time-out of a write; the JDK gives the system no more at once. */
  private static final int MOST_AT_ONCE = 128 * 1024;

  private @Nullable Socket socket;
  private @Nullable Socket encrypted;
  private @Nullable String cutBecause;
  private volatile boolean writing;
  private volatile long writingSince;

  /**
   * @throws SocketException when the wire was cut before
   */
  synchronized void use(Socket socket) throws SocketException {
    requireUncut();
    this.socket = socket;
  }

  /** What is written from now on is encrypted. */
  synchronized void speaksThrough(Socket encrypted) {
    this.encrypted = encrypted;
  }

  /** Writes at once, after all that Angus was told to write. */
  void write(byte[] bytes) throws IOException {
    OutputStream out = output();
    try {
      for (int at = 0; at < bytes.length; at += MOST_AT_ONCE) {
        writingSince = System.nanoTime();
        writing = true;
        out.write(bytes, at, Math.min(MOST_AT_ONCE, bytes.length - at));
      }
    } catch (IOException e) {
      requireUncut();
      throw e;
    } finally {
      writing = false;
    }
  }

  /** For how long a write has been waiting; zero when nothing is being written. */
  Duration writesSince(long now) {
    return writing ? Duration.ofNanos(now - writingSince) : Duration.ZERO;
  }

  /**
   * Whoever reads or writes is interrupted by a {@link SocketException}.
   *
   * @param reason for whoever is interrupted
   */
  synchronized void cut(String reason) {
    if (cutBecause != null) {
      return;
    }
    cutBecause = reason;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        log.debug("An SMTP connection was cut and did not close in good order", e);
      }
    }
  }

  private synchronized OutputStream output() throws IOException {
    requireUncut();
    Socket top = encrypted == null ? socket : encrypted;
    if (top == null) {
      throw new SocketException("not connected");
    }
    return top.getOutputStream();
  }

  private synchronized void requireUncut() throws SocketException {
    if (cutBecause != null) {
      throw new SocketException(cutBecause);
    }
  }
}
