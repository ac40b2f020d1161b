package io.chasqui.server;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.ScriptedSender;
import chasqui.testapp.TestWorker;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Outcome;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.TestJobs;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** What people decide over the API, with a worker at work. */
class DeliveryActionsApiIT {

  private static final String UNKNOWN_ID = "01a2016b-78ea-71a4-bd4b-17a493136127";
  private static final Instant TOMORROW =
      Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MICROS);

  private static final ObjectMapper json = new ObjectMapper();
  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();
  private static ConfigurableApplicationContext worker;
  private static Deliveries deliveries;
  private static ScriptedSender sender;

  @BeforeAll
  static void start() {
    worker = TestWorker.start(server.database, Queue.EMAIL);
    deliveries = server.bean(Deliveries.class);
    sender = worker.getBean(ScriptedSender.class);
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  @Test
  void cancelStopsADeliveryThatWaits() throws Exception {
    DeliveryId id = deliveries.schedule(anEmail().dueAt(TOMORROW).build());

    JsonNode cancelled = ok(decide(id, "cancel"));

    assertThat(cancelled.path("status").asText()).isEqualTo("CANCELLED");
    assertThat(cancelled.path("completedAt").asText()).isNotEmpty();
    assertThat(cancelled).isEqualTo(delivery(id));
    assertThat(jobState(id)).isEqualTo("DELETED");
  }

  @Test
  void cancelIsTooLateWhileADeliveryIsBeingSent() throws Exception {
    CountDownLatch peerAnswers = new CountDownLatch(1);
    sender.willDo(
        delivery -> {
          awaitLatch(peerAnswers);
          return new Outcome.Delivered("peer", null);
        });
    DeliveryId id = deliveries.schedule(anEmail().build());
    awaitStatus(id, DeliveryStatus.SENDING);

    HttpResponse<String> response = decide(id, "cancel", "Accept-Language", "es");

    JsonNode problem = json.readTree(response.body());
    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(problem.path("type").asText()).isEqualTo("urn:chasqui:problem:state-conflict");
    assertThat(problem.path("currentStatus").asText()).isEqualTo("SENDING");
    assertThat(problem.path("detail").asText()).contains("estado SENDING");
    peerAnswers.countDown();
    awaitStatus(id, DeliveryStatus.DELIVERED);
  }

  @Test
  void retrySendsAgainNowWhatFailed() throws Exception {
    sender.willAnswer(new Outcome.PermanentFailure("RECIPIENT_REJECTED", "550 no"));
    DeliveryId id = deliveries.schedule(anEmail().build());
    awaitStatus(id, DeliveryStatus.FAILED);

    JsonNode retried = ok(decide(id, "retry"));

    assertThat(retried.path("status").asText()).isEqualTo("QUEUED");
    awaitStatus(id, DeliveryStatus.DELIVERED);
    assertThat(delivery(id).path("attempts")).hasSize(2);
  }

  @Test
  void retrySendsWhatWasCancelledOrHasExpired() throws Exception {
    DeliveryId cancelled = deliveries.schedule(anEmail().dueAt(TOMORROW).build());
    decide(cancelled, "cancel");
    DeliveryId expired =
        deliveries.schedule(anEmail().expiringAt(Instant.parse("2026-01-02T00:00:00Z")).build());
    awaitStatus(expired, DeliveryStatus.EXPIRED);

    ok(decide(cancelled, "retry"));
    ok(decide(expired, "retry"));

    awaitStatus(cancelled, DeliveryStatus.DELIVERED);
    awaitStatus(expired, DeliveryStatus.DELIVERED);
  }

  @Test
  void whatIsUncertainCanBeConfirmed() throws Exception {
    DeliveryId id = uncertain();

    JsonNode confirmed = ok(decide(id, "confirm"));

    assertThat(confirmed.path("status").asText()).isEqualTo("DELIVERED");
    assertThat(confirmed.path("failureCode").isNull()).isTrue();
    assertThat(confirmed.path("attempts").path(0).path("outcome").asText()).isEqualTo("UNKNOWN");
    assertThat(decide(id, "retry").statusCode()).isEqualTo(409);
  }

  @Test
  void whatIsUncertainCanBeSentAgain() throws Exception {
    DeliveryId id = uncertain();

    ok(decide(id, "retry"));

    awaitStatus(id, DeliveryStatus.DELIVERED);
    assertThat(delivery(id).path("attempts")).hasSize(2);
  }

  @Test
  void rescheduleMovesADeliveryEitherWay() throws Exception {
    DeliveryId id = deliveries.schedule(anEmail().dueAt(TOMORROW.plusSeconds(60)).build());

    JsonNode later = ok(reschedule(id, TOMORROW.plusSeconds(600).toString()));
    JsonNode now = ok(reschedule(id, "2001-01-01T00:00:00+03:00"));

    assertThat(time(later, "scheduledTime")).isEqualTo(TOMORROW.plusSeconds(600));
    assertThat(time(later, "nextAttemptAt")).isEqualTo(TOMORROW.plusSeconds(600));
    assertThat(time(now, "scheduledTime")).isCloseTo(Instant.now(), within(20, ChronoUnit.SECONDS));
    awaitStatus(id, DeliveryStatus.DELIVERED);
  }

  @ParameterizedTest
  @CsvSource({
    "is required, '{}'",
    "is required, '{\"scheduledTime\": \" \"}'",
    "ISO-8601, '{\"scheduledTime\": \"tomorrow\"}'",
    "366 days ahead, '{\"scheduledTime\": \"2999-01-01T00:00:00Z\"}'",
    "wrong type, '{\"scheduledTime\": 5}'"
  })
  void rescheduleRefusesWhatIsNoTime(String reason, String body) {
    DeliveryId id = deliveries.schedule(anEmail().dueAt(TOMORROW).build());

    HttpResponse<String> response = server.post("/api/deliveries/" + id + "/reschedule", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("scheduledTime", reason);
    assertThat(deliveries.find(id).orElseThrow().scheduledTime()).isEqualTo(TOMORROW);
  }

  @Test
  void rescheduleRefusesATimeThatIsNotBeforeTheDeadline() throws Exception {
    Instant deadline = TOMORROW.plusSeconds(60);
    DeliveryId id = deliveries.schedule(anEmail().dueAt(TOMORROW).expiringAt(deadline).build());

    HttpResponse<String> response = reschedule(id, deadline.toString());

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("scheduledTime", "earlier than the delivery's expiresAt");
    assertThat(ok(reschedule(id, deadline.minusSeconds(1).toString())).path("status").asText())
        .isEqualTo("SCHEDULED");
  }

  @Test
  void whatDoesNotFitTheStateIsAConflict() throws Exception {
    DeliveryId waits = deliveries.schedule(anEmail().dueAt(TOMORROW).build());
    DeliveryId delivered = deliveries.schedule(anEmail().build());
    awaitStatus(delivered, DeliveryStatus.DELIVERED);

    for (String decision : new String[] {"retry", "confirm"}) {
      assertThat(currentStatus(decide(waits, decision))).as(decision).isEqualTo("SCHEDULED");
    }
    for (String decision : new String[] {"cancel", "retry", "confirm"}) {
      assertThat(currentStatus(decide(delivered, decision))).as(decision).isEqualTo("DELIVERED");
    }
    assertThat(currentStatus(reschedule(delivered, TOMORROW.toString()))).isEqualTo("DELIVERED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "retry", "confirm", "reschedule"})
  void nothingIsDecidedAboutADeliveryThatIsNone(String decision) {
    String time = "{\"scheduledTime\": \"" + TOMORROW + "\"}";
    String body = decision.equals("reschedule") ? time : "{}";

    assertThat(server.post("/api/deliveries/" + UNKNOWN_ID + "/" + decision, body).statusCode())
        .isEqualTo(404);
    assertThat(server.post("/api/deliveries/first/" + decision, body).statusCode()).isEqualTo(400);
  }

  @Test
  void aBodyThatIsTooLargeIsNotRead() {
    String body = "{\"scheduledTime\": \"" + "2".repeat(1 << 20) + "\"}";

    assertThat(server.post("/api/deliveries/" + UNKNOWN_ID + "/reschedule", body).statusCode())
        .isEqualTo(413);
  }

  private static DeliveryId uncertain() {
    sender.willAnswer(new Outcome.Unknown("NO_ANSWER", null));
    DeliveryId id = deliveries.schedule(anEmail().withOnUnknown(OnUnknown.HOLD).build());
    awaitStatus(id, DeliveryStatus.UNCERTAIN);
    return id;
  }

  private static HttpResponse<String> decide(DeliveryId id, String decision, String... headers) {
    return server.post("/api/deliveries/" + id + "/" + decision, "", headers);
  }

  private static HttpResponse<String> reschedule(DeliveryId id, String time) {
    return server.post(
        "/api/deliveries/" + id + "/reschedule", "{\"scheduledTime\": \"" + time + "\"}");
  }

  private static JsonNode ok(HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json.readTree(response.body());
  }

  private static String currentStatus(HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(409);
    return json.readTree(response.body()).path("currentStatus").asText();
  }

  private static JsonNode delivery(DeliveryId id) throws Exception {
    return ok(server.get("/api/deliveries/" + id));
  }

  private static Instant time(JsonNode delivery, String field) {
    return Instant.parse(delivery.path(field).asText());
  }

  private static String jobState(DeliveryId id) {
    return new TestJobs(server.database).state(id);
  }

  private static void awaitStatus(DeliveryId id, DeliveryStatus status) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> deliveries.find(id).orElseThrow().status() == status);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
