package io.chasqui.quickstart.faults;

import io.chasqui.quickstart.faults.LoopbackSmtp.Line;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A polite SMTP server that remembers each mail whose final dot has come, before it answers: what
 * it says may not be read any more.
 */
final class RecordingSmtpServer implements AutoCloseable {

  private final List<Arrival> arrivals = new ArrayList<>();
  private volatile Duration thinking = Duration.ZERO;
  private final LoopbackSmtp smtp =
      new LoopbackSmtp("recording-smtp", line -> new Conversation(line).run());

  int port() {
    return smtp.port();
  }

  /** How long it keeps a mail to itself from now on before it says that it has it. */
  void thinkFor(Duration time) {
    thinking = time;
  }

  List<Arrival> arrivals() {
    synchronized (arrivals) {
      return List.copyOf(arrivals);
    }
  }

  int count() {
    synchronized (arrivals) {
      return arrivals.size();
    }
  }

  @Override
  public void close() {
    smtp.close();
  }

  private final class Conversation {

    private final Line client;
    private Instant begunAt = Instant.EPOCH;
    private String recipient = "";

    Conversation(Line client) {
      this.client = client;
    }

    void run() throws IOException, InterruptedException {
      client.say("220 recording");
      for (String line; (line = client.hear()) != null; ) {
        switch (Line.verb(line)) {
          case "EHLO" -> client.say("250 recording");
          case "MAIL" -> {
            begunAt = Instant.now();
            client.say("250 ok");
          }
          case "RCPT" -> {
            recipient = Line.recipient(line);
            client.say("250 ok");
          }
          case "DATA" -> takeMail();
          case "QUIT" -> {
            client.say("221 bye");
            return;
          }
          default -> client.say("250 ok");
        }
      }
    }

    private void takeMail() throws IOException, InterruptedException {
      client.say("354 go on");
      String messageId = messageIdUpToTheDot();
      if (messageId == null) {
        return;
      }
      synchronized (arrivals) {
        arrivals.add(new Arrival(recipient, messageId, begunAt, Instant.now()));
      }
      Thread.sleep(thinking.toMillis());
      client.say("250 queued");
    }

    /** Null when the mail broke off. */
    private @Nullable String messageIdUpToTheDot() throws IOException {
      String messageId = "";
      for (String line; (line = client.hear()) != null; ) {
        if (line.equals(".")) {
          return messageId;
        }
        if (Line.verb(line).equals("MESSAGE-ID")) {
          messageId = line.substring(line.indexOf(':') + 1).strip();
        }
      }
      return null;
    }
  }
}
