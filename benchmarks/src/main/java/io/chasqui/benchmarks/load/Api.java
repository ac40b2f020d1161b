package io.chasqui.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The server's API, asked over a few kept connections as fast as it answers. */
public final class Api {

  private static final String SCHEDULE = "/api/schedule-email";
  private static final String SCHEDULE_MESSAGE = "/api/schedule-messaging";
  private static final String BATCH = SCHEDULE + "/batch";
  private static final String MESSAGE_BATCH = SCHEDULE_MESSAGE + "/batch";
  private static final String JSON = "application/json";
  private static final String NDJSON = "application/x-ndjson";
  private static final String ACCEPTED = "\"status\":\"Scheduled\"";
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;

  private final int port;
  private final @Nullable String key;
  private final Duration timeout;

  /**
   * @param key shown with each request; null: none
   * @param timeout for all requests of one call together
   */
  public Api(int port, @Nullable String key, Duration timeout) {
    this.port = port;
    this.key = key;
    this.timeout = timeout;
  }

  /** Whether this server answers without a key, as those of earlier versions do. */
  public boolean isOpen() {
    try (HttpConnection connection = new HttpConnection(port, null)) {
      return connection.get("/api/deliveries?limit=1").status() == OK;
    } catch (IOException e) {
      throw new UncheckedIOException("The server does not answer", e);
    }
  }

  /** Whether this server has the batch endpoint. */
  public boolean takesBatches() {
    try (HttpConnection connection = new HttpConnection(port, key)) {
      int status = connection.post(BATCH, JSON, "[]".getBytes(StandardCharsets.UTF_8)).status();
      return status != NOT_FOUND && status != METHOD_NOT_ALLOWED;
    } catch (IOException e) {
      throw new UncheckedIOException("The server does not answer", e);
    }
  }

  /**
   * Schedules each by a request of its own.
   *
   * @return from the first byte to the last answer
   */
  public Duration scheduleOneByOne(List<String> requests, int connections) {
    return scheduleOneByOne(requests, connections, unused -> {});
  }

  /**
   * The same.
   *
   * @param latencies told how long each took, by several threads
   */
  public Duration scheduleOneByOne(
      List<String> requests, int connections, Consumer<Duration> latencies) {
    List<byte[]> bodies =
        requests.stream().map(request -> request.getBytes(StandardCharsets.UTF_8)).toList();
    return new Load(port, key, connections, timeout)
        .run(
            bodies.size(),
            (connection, i) -> connection.post(SCHEDULE, JSON, bodies.get(i)),
            latencies);
  }

  /**
   * Schedules them in batches, and expects that every item is accepted.
   *
   * @return from the first byte to the last answer
   */
  public Duration scheduleInBatches(List<String> requests, int batchSize, int connections) {
    return inBatches(BATCH, requests, batchSize, connections);
  }

  /** The same with messages of other channels than e-mail. */
  public Duration scheduleMessagesInBatches(List<String> requests, int batchSize, int connections) {
    return inBatches(MESSAGE_BATCH, requests, batchSize, connections);
  }

  private Duration inBatches(String path, List<String> requests, int batchSize, int connections) {
    List<byte[]> bodies = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (int from = 0; from < requests.size(); from += batchSize) {
      List<String> items = requests.subList(from, Math.min(requests.size(), from + batchSize));
      bodies.add(String.join("\n", items).getBytes(StandardCharsets.UTF_8));
      sizes.add(items.size());
    }
    return new Load(port, key, connections, timeout)
        .run(
            bodies.size(),
            (connection, i) -> {
              Answer answer = connection.post(path, NDJSON, bodies.get(i));
              int accepted = occurrences(answer.text(), ACCEPTED);
              if (accepted != sizes.get(i)) {
                throw new IOException(
                    "%s of %s items of a batch were accepted".formatted(accepted, sizes.get(i)));
              }
              return answer;
            });
  }

  /** Schedules one Telegram message. */
  public void scheduleMessage(String request) {
    once(
        connection ->
            connection.post(SCHEDULE_MESSAGE, JSON, request.getBytes(StandardCharsets.UTF_8)));
  }

  /** Asks for the same page so many times. */
  public Duration get(String path, int count, int connections) {
    return new Load(port, key, connections, timeout)
        .run(count, (connection, i) -> connection.get(path));
  }

  /** The body of one answer, which has to be 200. */
  public String get(String path) {
    return once(connection -> connection.get(path));
  }

  /** The body of the answer, which has to be 200. */
  public String post(String path) {
    return once(connection -> connection.post(path, JSON, new byte[0]));
  }

  /** Has the server keep this, which is new or takes the place of what was there. */
  public void put(String path, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    once(connection -> connection.put(path, JSON, bytes));
  }

  /** Has the server add this. */
  public void post(String path, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    once(connection -> connection.post(path, JSON, bytes));
  }

  private String once(Once request) {
    try (HttpConnection connection = new HttpConnection(port, key)) {
      Answer answer = request.send(connection);
      if (answer.status() != OK && answer.status() != CREATED) {
        throw new IllegalStateException(answer.status() + ": " + answer.text());
      }
      return answer.text();
    } catch (IOException e) {
      throw new UncheckedIOException("The server does not answer", e);
    }
  }

  private static int occurrences(String text, String part) {
    return (int)
        IntStream.iterate(
                text.indexOf(part), at -> at >= 0, at -> text.indexOf(part, at + part.length()))
            .count();
  }

  @FunctionalInterface
  private interface Once {
    Answer send(HttpConnection connection) throws IOException;
  }
}
