package io.chasqui.quickstart.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What every SMTP server of these tests does: listens on loopback, reads lines and writes them. */
final class LoopbackSmtp implements AutoCloseable {

  private final String name;
  private final Host host;
  private final ServerSocket listening;

  /**
   * Listens from now on.
   *
   * @param name of its threads
   */
  LoopbackSmtp(String name, Host host) {
    this.name = name;
    this.host = host;
    try {
      listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    inOwnThread(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        inOwnThread(() -> converse(client));
      }
    } catch (IOException e) {
      // The server was closed.
    }
  }

  private void converse(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      host.converse(new Line(client));
    } catch (IOException e) {
      // The client is gone: killed, as a rule.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void inOwnThread(Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Talks with one client at a time in each of its threads. */
  @FunctionalInterface
  interface Host {

    /** Until it returns, or the client is gone. */
    void converse(Line line) throws IOException, InterruptedException;
  }

  /** The connection to one client. */
  static final class Line {

    private final BufferedReader in;
    private final OutputStream out;

    private Line(Socket client) throws IOException {
      in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      out = client.getOutputStream();
    }

    /** The next line of the client; null when it has ended. */
    @Nullable String hear() throws IOException {
      return in.readLine();
    }

    void say(String line) throws IOException {
      out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** A command's first word, or a header's name. */
    static String verb(String line) {
      return line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
    }

    /** Of a RCPT command. */
    static String recipient(String line) {
      return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }
  }
}
