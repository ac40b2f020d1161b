package io.chasqui.benchmarks.load;

import io.chasqui.benchmarks.load.HttpConnection.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import java.util.function.IntFunction;

/** Sends many requests over a few kept connections, each as soon as the one before is answered. */
public final class ApiLoad {

  private final int port;
  private final int connections;
  private final Duration timeout;

  /**
   * @param timeout for all requests of one call together
   */
  public ApiLoad(int port, int connections, Duration timeout) {
    this.port = port;
    this.connections = connections;
    this.timeout = timeout;
  }

  /**
   * Posts requests numbered from 0, and expects 200 for each.
   *
   * @return how long all took, from the first byte to the last answer
   */
  public Duration post(String path, String contentType, int count, IntFunction<String> body) {
    return run(
        count,
        (connection, number) ->
            connection.post(
                path, contentType, body.apply(number).getBytes(StandardCharsets.UTF_8)));
  }

  private Duration run(int count, Request request) {
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long start = System.nanoTime();
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        running.add(threads.submit(() -> requests(count, next, request)));
      }
      long deadline = start + timeout.toNanos();
      for (Future<?> one : running) {
        one.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
      return Duration.ofNanos(System.nanoTime() - start);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "Only %d of %d requests were sent in %s".formatted(next.get(), count, timeout), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A request failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private Void requests(int count, AtomicInteger next, Request request) throws IOException {
    try (HttpConnection connection = new HttpConnection(port)) {
      for (int number; (number = next.getAndIncrement()) < count; ) {
        Answer answer = request.send(connection, number);
        if (answer.status() != 200) {
          throw new IOException(
              "request %d was answered with %d: %s"
                  .formatted(number, answer.status(), answer.body()));
        }
      }
      return null;
    }
  }

  @FunctionalInterface
  private interface Request {
    Answer send(HttpConnection connection, int number) throws IOException;
  }
}
