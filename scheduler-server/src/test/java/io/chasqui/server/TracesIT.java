package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.chasqui.testing.CollectedSpan;
import io.chasqui.testing.TestCollector;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

class TracesIT {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLERS_SPAN = "00f067aa0ba902b7";

  private static final TestCollector collector = TestCollector.start();
  private static final ChasquiServer server =
      ChasquiServer.start(
          "--management.otlp.tracing.endpoint=" + collector.endpoint(),
          "--management.tracing.opentelemetry.export.schedule-delay=50ms");

  @AfterAll
  static void stop() {
    server.close();
    collector.close();
  }

  @Test
  void aRequestsSpanIsInItsCallersTraceAndItsDeliveryGoesOnFromThere() {
    schedule("in-a-trace", "traceparent", traceparent(TRACE, "01"));

    CollectedSpan span = awaitSpanOf(TRACE);
    assertThat(span.name()).isEqualTo("POST /api/schedule-email");
    assertThat(span.service()).isEqualTo("scheduler-server");
    assertThat(span.parentId()).isEqualTo(CALLERS_SPAN);
    assertThat(span.attributes())
        .containsEntry("http.request.method", "POST")
        .containsEntry("http.route", "/api/schedule-email")
        .containsEntry("http.response.status_code", "200")
        .containsEntry("chasqui.correlation.id", "in-a-trace")
        .containsKey("chasqui.delivery.id");
    assertThat(stored("in-a-trace")).isEqualTo("00-" + TRACE + "-" + span.spanId() + "-01");
  }

  @Test
  void theLinesOfARequestsLogSayItsTrace() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger ours = (Logger) LoggerFactory.getLogger("io.chasqui.server.schedule");
    ours.addAppender(log);
    try {
      schedule("logged", "traceparent", traceparent(trace(500), "00"));
      schedule("logged-anew");
    } finally {
      ours.detachAppender(log);
    }

    assertThat(log.list)
        .extracting(line -> line.getMDCPropertyMap().get("traceId"))
        .containsExactly(trace(500), stored("logged-anew").split("-")[1]);
  }

  /** Its threads serve one request after the other. */
  @Test
  void nothingOfARequestIsInTheLogOfTheNextOne() {
    for (int i = 0; i < 30; i++) {
      schedule("before-strangers-" + i, "X-Correlation-Id", "before-strangers");
    }
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger requests = (Logger) LoggerFactory.getLogger("io.chasqui.server.api.log");
    requests.addAppender(log);
    try {
      for (int i = 0; i < 30; i++) {
        server.send(
            server
                .anonymous("/api/deliveries")
                .header("traceparent", traceparent(trace(6_000), "01")));
      }
      await().until(() -> log.list.size() == 60);
    } finally {
      requests.detachAppender(log);
    }

    assertThat(log.list)
        .allSatisfy(
            line ->
                assertThat(line.getMDCPropertyMap())
                    .containsOnlyKeys("correlationId", "requestId", "traceId")
                    .doesNotContainValue("before-strangers")
                    .doesNotContainValue(trace(6_000)));
  }

  @Test
  void requestsThatAreStoredTogetherKeepTheirOwnTraces() {
    List<CompletableFuture<Void>> requests =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () ->
                            schedule("together-" + i, "traceparent", traceparent(trace(i), "00"))))
            .toList();
    requests.forEach(CompletableFuture::join);

    for (int i = 0; i < requests.size(); i++) {
      assertThat(stored("together-" + i)).startsWith("00-" + trace(i)).endsWith("-00");
    }
  }

  @Test
  void aRequestUnderAKeyOfItsOwnIsInItsCallersTraceToo() {
    String trace = trace(1_000);
    schedule("keyed", "traceparent", traceparent(trace, "00"), "Idempotency-Key", "traced-1");
    schedule(
        "keyed", "traceparent", traceparent(trace(1_001), "00"), "Idempotency-Key", "traced-1");

    assertThat(stored("keyed")).startsWith("00-" + trace);
  }

  @Test
  void theItemsOfABatchAreInTheTraceOfItsRequest() {
    String items =
        """
        {"correlationId": "batch-1", "toEmail": "a@example.com"}
        {"correlationId": "batch-2", "toEmail": "b@example.com"}
        """;
    String trace = trace(2_000);
    HttpResponse<String> answer =
        server.postAs(
            "application/x-ndjson",
            "/api/schedule-email/batch",
            items,
            "traceparent",
            traceparent(trace, "01"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(stored("batch-1")).contains(trace).isEqualTo(stored("batch-2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x"
      })
  void aMalformedTraceparentMakesANewTraceAndNoError(String header) {
    String correlationId = "malformed-" + header.hashCode();

    schedule(correlationId, "traceparent", header);

    assertThat(stored(correlationId))
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
        .doesNotContain(TRACE);
  }

  @Test
  void aStrangerGetsNothingRecorded() {
    String trace = trace(3_000);
    for (String[] headers :
        new String[][] {
          {"traceparent", traceparent(trace, "01")},
          {"traceparent", traceparent(trace, "01"), "Authorization", "Bearer chq_wrong"},
          {"traceparent", traceparent(trace, "01"), "Authorization", "Basic YTpi"}
        }) {
      HttpResponse<String> answer =
          server.send(
              server
                  .anonymous("/api/schedule-email")
                  .headers(headers)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{}")));
      assertThat(answer.statusCode()).isEqualTo(401);
    }
    String after = trace(3_001);
    schedule("after-strangers", "traceparent", traceparent(after, "01"));
    awaitSpanOf(after);

    assertThat(collector.spansOf(trace)).isEmpty();
  }

  @Test
  void aRefusedRequestIsASpanToo() {
    String trace = trace(4_000);
    HttpResponse<String> answer =
        server.post("/api/schedule-email", "{}", "traceparent", traceparent(trace, "01"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(awaitSpanOf(trace).attributes()).containsEntry("http.response.status_code", "400");
  }

  @Test
  void recipientsAndTextsAreInNoSpan() {
    String trace = trace(5_000);
    HttpResponse<String> answer =
        server.post(
            "/api/schedule-email",
            """
            {"correlationId": "private", "toEmail": "ana.private@example.com",
             "subject": "private subject", "message": "private message"}
            """,
            "traceparent",
            traceparent(trace, "01"));
    assertThat(answer.statusCode()).isEqualTo(200);
    server.get(
        "/api/deliveries?recipient=ana.private@example.com",
        "traceparent",
        traceparent(trace(5_001), "01"));
    awaitSpanOf(trace);
    awaitSpanOf(trace(5_001));

    assertThat(collector.received())
        .contains("/api/schedule-email")
        .doesNotContain("ana.private", "private subject", "private message");
  }

  private static void schedule(String correlationId, String... headers) {
    HttpResponse<String> answer =
        server.post(
            "/api/schedule-email",
            "{\"correlationId\": \"%s\", \"toEmail\": \"ana@example.com\"}"
                .formatted(correlationId),
            headers);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static CollectedSpan awaitSpanOf(String trace) {
    return await().until(() -> collector.spansOf(trace), spans -> spans.size() == 1).get(0);
  }

  private static String stored(String correlationId) {
    return server
        .bean(JdbcClient.class)
        .sql("SELECT traceparent FROM delivery WHERE correlation_id = :id")
        .param("id", correlationId)
        .query(String.class)
        .single();
  }

  private static String traceparent(String trace, String flags) {
    return "00-" + trace + "-" + CALLERS_SPAN + "-" + flags;
  }

  private static String trace(int number) {
    return "%032x".formatted(number + 1);
  }
}
