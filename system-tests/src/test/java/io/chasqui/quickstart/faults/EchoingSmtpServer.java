package io.chasqui.quickstart.faults;

import io.chasqui.quickstart.faults.LoopbackSmtp.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An SMTP server that talks too much: what it is told it says again in its replies. What the
 * recipient's address begins with tells what becomes of a mail: {@code refused}, {@code deferred},
 * {@code spam} (refused once it was read), {@code silent}, {@code cut} (after the final dot); any
 * other is taken.
 */
final class EchoingSmtpServer implements AutoCloseable {

  private final LoopbackSmtp smtp;
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
    this.smtp = new LoopbackSmtp("echoing-smtp", line -> new Conversation(line).run());
  }

  int port() {
    return smtp.port();
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
    smtp.close();
  }

  private final class Conversation {

    private final Line client;
    private String recipient = "";

    Conversation(Line client) {
      this.client = client;
    }

    void run() throws IOException {
      client.say("220 echoing");
      for (String line; (line = client.hear()) != null; ) {
        switch (Line.verb(line)) {
          case "EHLO" -> client.say("250-echoing\r\n250 AUTH PLAIN");
          case "AUTH" -> client.say(answerToLogin(line));
          case "RCPT" -> {
            recipient = Line.recipient(line);
            if (recipient.startsWith("silent")) {
              silences.incrementAndGet();
            } else {
              client.say(answerToRecipient());
            }
          }
          case "DATA" -> {
            client.say("354 go on");
            readToTheDot();
            if (recipient.startsWith("cut")) {
              cuts.incrementAndGet();
              return;
            }
            client.say(
                recipient.startsWith("spam") ? "554 5.7.1 Spam: " + echo : "250 2.0.0 " + echo);
          }
          case "QUIT" -> {
            client.say("221 bye");
            return;
          }
          default -> client.say("250 ok");
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
      for (String line; (line = client.hear()) != null && !line.equals("."); ) {
        // Only its end counts.
      }
    }
  }
}
