package io.chasqui.quickstart.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A process, with its output shown and its latest lines kept. */
public final class ChildProcess {

  private static final int KEPT_LINES = 2_000;
  private static final int LAST_WORDS = 20;

  private final ChildCommand command;
  private final ProcessLog log;
  private final Process process;
  private final Thread reader;
  private final Deque<String> lines = new ArrayDeque<>();
  private volatile boolean askedToEnd;

  private ChildProcess(ChildCommand command, Process process, ProcessLog log) {
    this.command = command;
    this.log = log;
    this.process = process;
    this.reader = new Thread(this::readLines, command.name() + "-output");
    reader.setDaemon(true);
  }

  /**
   * Starts it.
   *
   * @param onUnexpectedEnd called once, should it end without {@link #stop} or {@link #kill}
   */
  public static ChildProcess start(
      ChildCommand command, ProcessLog log, Consumer<ChildProcess> onUnexpectedEnd) {
    try {
      Process process = command.builder().redirectErrorStream(true).start();
      ChildProcess child = new ChildProcess(command, process, log);
      child.reader.start();
      CompletableFuture<Void> unused =
          child
              .process
              .onExit()
              .thenRun(
                  () -> {
                    if (!child.askedToEnd) {
                      onUnexpectedEnd.accept(child);
                    }
                  });
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + command.name(), e);
    }
  }

  private void readLines() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line; (line = output.readLine()) != null; ) {
        keep(line);
        log.line(command.name(), line);
      }
    } catch (IOException e) {
      // The pipe breaks when the process is killed; there is nothing more to show.
    }
  }

  private void keep(String line) {
    synchronized (lines) {
      lines.addLast(line);
      if (lines.size() > KEPT_LINES) {
        lines.removeFirst();
      }
    }
  }

  public String name() {
    return command.name();
  }

  public long pid() {
    return process.pid();
  }

  public int port() {
    return command.port();
  }

  /** Where it answers, without a slash at its end. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it ended with; only once it has ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /** The latest lines it wrote, oldest first. */
  public List<String> recentLines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /**
   * Its latest lines, and where all of them are, for a person who wants to know what went wrong.
   */
  public String lastWords() {
    List<String> all = recentLines();
    String place = log.file(name()).map(file -> ", of " + file).orElse("");
    return all.isEmpty()
        ? "It has written nothing."
        : all.subList(Math.max(0, all.size() - LAST_WORDS), all.size()).stream()
            .map(line -> System.lineSeparator() + "  " + line)
            .collect(Collectors.joining("", "Its last lines" + place + ":", ""));
  }

  /** Ends it as a power cut would (SIGKILL) and waits until it is gone. */
  public void kill() {
    askedToEnd = true;
    process.toHandle().destroyForcibly();
    awaitEnd(Duration.ofSeconds(15));
  }

  /** Asks it to end (SIGTERM), waits so long, then ends it by force. */
  public void stop(Duration patience) {
    askToEnd();
    if (!awaitEnd(patience)) {
      kill();
    }
  }

  /** Asks it to end (SIGTERM) and returns at once. */
  public void askToEnd() {
    askedToEnd = true;
    // Not Process.destroy(): it closes the pipe, and the last lines would be lost.
    process.toHandle().destroy();
  }

  /**
   * Waits for its end and its last line.
   *
   * @return whether it has ended
   */
  public boolean awaitEnd(Duration patience) {
    try {
      boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (ended) {
        reader.join(1_000);
      }
      return ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public String toString() {
    return name() + " (pid " + pid() + ", port " + port() + ")";
  }
}
