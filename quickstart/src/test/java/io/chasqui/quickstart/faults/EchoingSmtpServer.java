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
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An SMTP server that talks too much: what it is told it says again in its replies. What the
 * recipient's address begins with tells what becomes of a mail: {@code refused}, {@code deferred},
 * {@code spam} (refused once it was read), {@code silent}, {@code cut} (after the final dot); any
 * other is taken.
 */
final class EchoingSmtpServer implements AutoCloseable {

  private final ServerSocket listening;
  private final String user;
  private final String password;
  private final String echo;
  private final AtomicInteger cuts = new AtomicInteger();
  private final AtomicInteger silences = new AtomicInteger();

  /**
   * @param echo what is private of every message, on one line
   */
  EchoingSmtpServer(String user, String password, String echo) {
    this.user = user;
    this.password = password;
    this.echo = echo;
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

  /** How often it went away after a final dot. */
  int cuts() {
    return cuts.get();
  }

  /** How often it did not answer. */
  int silences() {
    return silences.get();
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
      new Conversation(client).run();
    } catch (IOException e) {
      // The client is gone.
    }
  }

  private static void inOwnThread(Runnable task) {
    Thread thread = new Thread(task, "echoing-smtp");
    thread.setDaemon(true);
    thread.start();
  }

  private final class Conversation {

    private final BufferedReader in;
    private final OutputStream out;
    private String recipient = "";

    Conversation(Socket client) throws IOException {
      in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      out = client.getOutputStream();
    }

    void run() throws IOException {
      say("220 echoing");
      for (String line; (line = in.readLine()) != null; ) {
        switch (line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
          case "EHLO" -> say("250-echoing\r\n250 AUTH PLAIN");
          case "AUTH" -> say(answerToLogin(line));
          case "RCPT" -> {
            recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            if (recipient.startsWith("silent")) {
              silences.incrementAndGet();
            } else {
              say(answerToRecipient());
            }
          }
          case "DATA" -> {
            say("354 go on");
            readToTheDot();
            if (recipient.startsWith("cut")) {
              cuts.incrementAndGet();
              return;
            }
            say(recipient.startsWith("spam") ? "554 5.7.1 Spam: " + echo : "250 2.0.0 " + echo);
          }
          case "QUIT" -> {
            say("221 bye");
            return;
          }
          default -> say("250 ok");
        }
      }
    }

    /** Whether the client says whom it wants to be, before who it is, is its own business. */
    private String answerToLogin(String line) {
      byte[] said = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
      return new String(said, StandardCharsets.UTF_8).endsWith("\0" + user + "\0" + password)
          ? "235 2.7.0 hello"
          : "535 5.7.8 " + user + " is not let in";
    }

    private String answerToRecipient() {
      String words = "<" + recipient + "> " + echo;
      if (recipient.startsWith("refused")) {
        return "550 5.1.1 " + words;
      }
      return recipient.startsWith("deferred") ? "451 4.7.1 " + words : "250 2.1.5 " + words;
    }

    private void readToTheDot() throws IOException {
      for (String line; (line = in.readLine()) != null && !line.equals("."); ) {
        // Only its end counts.
      }
    }

    private void say(String line) throws IOException {
      out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
  }
}
