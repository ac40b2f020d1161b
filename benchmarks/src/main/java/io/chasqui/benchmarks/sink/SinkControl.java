package io.chasqui.benchmarks.sink;

import io.chasqui.benchmarks.bed.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Asks the built-in sink what it has. */
final class SinkControl implements AutoCloseable {

  private static final int ANSWER_MILLIS = 30_000;
  private static final Duration START_TIMEOUT = Duration.ofSeconds(20);

  private final Socket socket;
  private final BufferedReader answers;

  private SinkControl(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(ANSWER_MILLIS);
    socket.setTcpNoDelay(true);
    answers =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    answers.readLine();
  }

  /** Waits until the sink listens. */
  static SinkControl connect(int port) {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (true) {
      try {
        return new SinkControl(new Socket(InetAddress.getLoopbackAddress(), port));
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw new UncheckedIOException("The sink does not listen", e);
        }
        Waiting.sleep(Duration.ofMillis(50));
      }
    }
  }

  int count() {
    return Integer.parseInt(ask("XCOUNT"));
  }

  List<Accepted> accepted() {
    String list = ask("XLIST");
    return list.isEmpty()
        ? List.of()
        : Arrays.stream(list.split(",")).map(Accepted::parse).toList();
  }

  /** Only while nobody sends. */
  void forget() {
    ask("XFORGET");
  }

  private String ask(String command) {
    try {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      String answer = answers.readLine();
      if (answer == null || !answer.startsWith("250")) {
        throw new IllegalStateException("The sink answered " + command + " with: " + answer);
      }
      return answer.substring(3).trim();
    } catch (IOException e) {
      throw new UncheckedIOException("The sink does not answer", e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
