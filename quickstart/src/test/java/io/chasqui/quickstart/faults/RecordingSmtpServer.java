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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A polite SMTP server that remembers each mail whose final dot has come, before it answers: what
 * it says may not be read any more.
 */
final class RecordingSmtpServer implements AutoCloseable {

  private final ServerSocket listening;
  private final List<Arrival> arrivals = new ArrayList<>();
  private volatile Duration thinking = Duration.ZERO;

  RecordingSmtpServer() {
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
      new Conversation(client).run();
    } catch (IOException e) {
      // The client is gone: killed, as a rule.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void inOwnThread(Runnable task) {
    Thread thread = new Thread(task, "recording-smtp");
    thread.setDaemon(true);
    thread.start();
  }

  private final class Conversation {

    private final BufferedReader in;
    private final OutputStream out;
    private Instant begunAt = Instant.EPOCH;
    private String recipient = "";

    Conversation(Socket client) throws IOException {
      in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      out = client.getOutputStream();
    }

    void run() throws IOException, InterruptedException {
      say("220 recording");
      for (String line; (line = in.readLine()) != null; ) {
        switch (verb(line)) {
          case "EHLO" -> say("250 recording");
          case "MAIL" -> {
            begunAt = Instant.now();
            say("250 ok");
          }
          case "RCPT" -> {
            recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            say("250 ok");
          }
          case "DATA" -> takeMail();
          case "QUIT" -> {
            say("221 bye");
            return;
          }
          default -> say("250 ok");
        }
      }
    }

    private void takeMail() throws IOException, InterruptedException {
      say("354 go on");
      String messageId = messageIdUpToTheDot();
      if (messageId == null) {
        return;
      }
      synchronized (arrivals) {
        arrivals.add(new Arrival(recipient, messageId, begunAt, Instant.now()));
      }
      Thread.sleep(thinking.toMillis());
      say("250 queued");
    }

    /** Null when the mail broke off. */
    private @Nullable String messageIdUpToTheDot() throws IOException {
      String messageId = "";
      for (String line; (line = in.readLine()) != null; ) {
        if (line.equals(".")) {
          return messageId;
        }
        if (verb(line).equals("MESSAGE-ID")) {
          messageId = line.substring(line.indexOf(':') + 1).strip();
        }
      }
      return null;
    }

    private void say(String line) throws IOException {
      out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String verb(String line) {
      return line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
    }
  }
}
