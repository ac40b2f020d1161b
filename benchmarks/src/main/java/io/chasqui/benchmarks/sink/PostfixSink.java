package io.chasqui.benchmarks.sink;

import io.chasqui.benchmarks.bed.SearchPath;
import io.chasqui.benchmarks.bed.TestBed;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.quickstart.process.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Postfix's smtp-sink, as other measurements use it. It is counted by the numbers it writes for
 * each message: writing the messages to files would cost it half as much again.
 */
public final class PostfixSink implements Sink {

  private static final String PROGRAM = "smtp-sink";
  private static final String BACKLOG = "1000";
  private static final String COUNTER = "mesg=";

  private final int port;
  private final Process process;
  private final List<Long> acceptedAtNanos = new ArrayList<>();
  private int seen;

  private PostfixSink(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  /** Where it is installed; empty where it is not. */
  public static Optional<Path> program() {
    return SearchPath.ofTheMachine("/usr/sbin", "/usr/local/sbin").find(PROGRAM);
  }

  /** Starts it; the bed ends it, should nobody else. */
  public static PostfixSink start(TestBed bed, Path program) {
    int port = FreePorts.any();
    List<String> command = new ArrayList<>(List.of(program.toString(), "-c"));
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("-u", "root"));
    }
    command.addAll(List.of("127.0.0.1:" + port, BACKLOG));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      PostfixSink sink = new PostfixSink(port, process);
      bed.closeAtTheEnd(sink);
      Thread reader = new Thread(sink::readCounters, "smtp-sink-counters");
      reader.setDaemon(true);
      reader.start();
      return sink;
    } catch (IOException e) {
      throw new UncheckedIOException("smtp-sink could not be started", e);
    }
  }

  /** It writes its counters whenever one changes, a carriage return behind each. */
  private void readCounters() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line; (line = output.readLine()) != null; ) {
        int at = line.indexOf(COUNTER);
        if (at >= 0) {
          count(Integer.parseInt(line.substring(at + COUNTER.length()).trim()));
        }
      }
    } catch (IOException e) {
      // It was ended.
    }
  }

  private synchronized void count(int messages) {
    for (; seen < messages; seen++) {
      acceptedAtNanos.add(System.nanoTime());
    }
  }

  @Override
  public String name() {
    return PROGRAM;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public synchronized int count() {
    return acceptedAtNanos.size();
  }

  /** Only their number is checked. */
  @Override
  public synchronized Duration window(Corpus corpus) {
    if (count() != corpus.size()) {
      throw new IllegalStateException(
          "%s mails arrived in place of %s".formatted(count(), corpus.size()));
    }
    return Duration.ofNanos(acceptedAtNanos.get(count() - 1) - acceptedAtNanos.get(0));
  }

  @Override
  public synchronized void forget() {
    acceptedAtNanos.clear();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
