package io.chasqui.quickstart;

import io.chasqui.quickstart.web.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Work for applications whose start is recorded: from Java 25 on the record holds what Java has
 * learnt of their methods too (JEP 515), and what knows its methods compiles them at once. So many
 * e-mails that those that matter are compiled for good, some messages, requests one by one.
 */
final class Rehearsal {

  static final int EMAILS = 4_000;
  static final int MESSAGES = 200;

  private static final int BATCH = 1_000;

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long POLL_MILLIS = 200;
  private static final List<String> OPEN = List.of("SCHEDULED", "QUEUED", "SENDING", "RETRYING");

  private final ServerCalls server;

  Rehearsal(ServerCalls server) {
    this.server = server;
  }

  /**
   * Has it all sent, and waits until it is.
   *
   * @param emails how many in batches
   * @param messages so many, and as many e-mails one by one
   * @throws IllegalStateException when something is still open long afterwards
   */
  void run(int emails, int messages) throws InterruptedException {
    for (int i = 0; i < messages; i++) {
      schedule("/api/schedule-email", email("alone", i));
    }
    for (int first = 0; first < emails; first += BATCH) {
      IntStream numbers = IntStream.range(first, Math.min(emails, first + BATCH));
      schedule("/api/schedule-email/batch", all(numbers, i -> email("batch", i)));
    }
    schedule(
        "/api/schedule-messaging/batch", all(IntStream.range(0, messages), Rehearsal::message));
    awaitEnd();
  }

  private static String all(IntStream numbers, IntFunction<String> request) {
    return numbers.mapToObj(request).collect(Collectors.joining(",", "[", "]"));
  }

  private void awaitEnd() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (isOpen()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("The rehearsal does not end");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private boolean isOpen() {
    return OPEN.stream()
        .map(status -> server.get("/api/deliveries?status=" + status))
        .anyMatch(page -> !Json.readObject(page).path("items").isEmpty());
  }

  private void schedule(String path, String json) {
    server.send("POST", path, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  private static String email(String kind, int number) {
    return """
    {"correlationId":"%s-%s","reportId":"%s","toEmail":"client-%s@example.com",\
    "subject":"Rehearsal %s","message":"Dear client,\\nhere is your report.","customerId":%s,"delay":"PT0S"}\
    """
        .formatted(kind, number, SampleReport.CORRELATION_ID, number, number, number);
  }

  private static String message(int number) {
    return """
    {"correlationId":"message-%s","reportId":"%s","chatId":"%s","message":"Here is your report.","delay":"PT0S"}\
    """
        .formatted(number, SampleReport.CORRELATION_ID, 1_000 + number);
  }
}
