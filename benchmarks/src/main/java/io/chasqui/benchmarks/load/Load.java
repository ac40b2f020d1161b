package io.chasqui.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Many requests over a few kept connections, each as soon as the one before it is answered. */
final class Load {

  private final int port;
  private final @Nullable String key;
  private final int connections;
  private final Duration timeout;

  Load(int port, @Nullable String key, int connections, Duration timeout) {
    this.port = port;
    this.key = key;
    this.connections = connections;
    this.timeout = timeout;
  }

  /**
   * Sends requests numbered from 0; each has to be answered with 200.
   *
   * @return from the first byte to the last answer
   */
  Duration run(int count, Request request) {
    return run(count, request, unused -> {});
  }

  /**
   * The same.
   *
   * @param latencies told how long each took, by several threads
   */
  Duration run(int count, Request request, Consumer<Duration> latencies) {
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long start = System.nanoTime();
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        running.add(threads.submit(() -> sendAll(count, next, request, latencies)));
      }
      long deadline = start + timeout.toNanos();
      for (Future<?> one : running) {
        one.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
      return Duration.ofNanos(System.nanoTime() - start);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "Only %s of %s requests were sent in %s s"
              .formatted(next.get(), count, timeout.toSeconds()),
          e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A request failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private Void sendAll(int count, AtomicInteger next, Request request, Consumer<Duration> latencies)
      throws IOException {
    try (HttpConnection connection = new HttpConnection(port, key)) {
      for (int number; (number = next.getAndIncrement()) < count; ) {
        long begin = System.nanoTime();
        Answer answer = request.send(connection, number);
        latencies.accept(Duration.ofNanos(System.nanoTime() - begin));
        if (answer.status() != 200) {
          throw new IOException(
              "number %s was answered with %s: %s"
                  .formatted(number, answer.status(), answer.text()));
        }
      }
      return null;
    }
  }

  @FunctionalInterface
  interface Request {
    Answer send(HttpConnection connection, int number) throws IOException;
  }
}
