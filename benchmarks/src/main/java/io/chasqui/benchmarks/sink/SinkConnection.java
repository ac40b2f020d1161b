package io.chasqui.benchmarks.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One client: SMTP with PIPELINING, and three commands of the sink's own: XCOUNT, XLIST and
 * XFORGET.
 */
final class SinkConnection implements Runnable {

  private static final Clock CLOCK = Clock.systemUTC();

  private final SocketChannel client;
  private final Spool spool;
  private final InputBuffer input;
  private final StringBuilder answers = new StringBuilder();
  private Instant begunAt = Instant.EPOCH;

  SinkConnection(SocketChannel client, Spool spool, BufferPool buffers) {
    this.client = client;
    this.spool = spool;
    this.input = new InputBuffer(client, buffers, this::flush);
  }

  @Override
  public void run() {
    try (client;
        input) {
      answer("220 sink ESMTP");
      for (String line; (line = input.line()) != null; ) {
        if (!obey(line)) {
          flush();
          return;
        }
      }
    } catch (IOException e) {
      // The client went away; what it had not finished was never accepted.
    }
  }

  /** Returns false when the connection is to end. */
  private boolean obey(String line) throws IOException {
    int space = line.indexOf(' ');
    String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
    switch (verb) {
      case "EHLO" -> answer("250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 0");
      case "MAIL" -> {
        begunAt = CLOCK.instant();
        answer("250 2.1.0 Ok");
      }
      case "DATA" -> takeMessage();
      case "QUIT" -> {
        answer("221 2.0.0 Bye");
        return false;
      }
      case "XCOUNT" -> answer("250 " + spool.count());
      case "XLIST" -> answer("250 " + list());
      case "XFORGET" -> {
        spool.forget();
        answer("250 Ok");
      }
      default -> answer("250 2.0.0 Ok");
    }
    return true;
  }

  private void takeMessage() throws IOException {
    answer("354 End with a dot");
    ByteBuffer message = input.untilFinalDot();
    spool.add(message, begunAt, CLOCK.instant());
    input.release();
    answer("250 2.0.0 Ok: queued");
  }

  private String list() {
    return spool.messages().stream().map(Accepted::line).collect(Collectors.joining(","));
  }

  private void answer(String line) {
    answers.append(line).append("\r\n");
  }

  /** Answers to what came in one piece go out in one piece. */
  private void flush() throws IOException {
    if (answers.length() == 0) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(answers.toString().getBytes(StandardCharsets.US_ASCII));
    answers.setLength(0);
    while (bytes.hasRemaining()) {
      client.write(bytes);
    }
  }
}
