package io.chasqui.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.ChannelPauses;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.platform.http.Origins;
import io.chasqui.testing.TestDatabase;
import io.chasqui.worker.ChannelAdapter;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** A worker that has settings of webhooks alone. */
@ExtendWith(OutputCaptureExtension.class)
class WebhookWorkerIT {

  private static final String TEXT =
      "{\"type\":\"order.paid\",\"data\":{\"canary\":\"canary-text\"}}";

  private static final TestDatabase database = TestDatabase.fresh();
  private static ConfigurableApplicationContext worker;

  private final MockWebServer receiver = new MockWebServer();
  private String url;
  private UUID endpoint;

  @BeforeAll
  static void startWorker() {
    worker =
        TestMessagingWorker.startWith(
            database,
            "chasqui.secrets.key=" + TestEndpoints.KEY,
            "chasqui.http.allowed-networks=127.0.0.0/8",
            "chasqui.webhook.timeout=2s",
            "chasqui.webhook.retry-schedule=50ms,50ms,50ms",
            "chasqui.webhook.per-host=2",
            "chasqui.webhook.disable-after=1h",
            "logging.level.io.chasqui=debug");
  }

  @AfterAll
  static void stopWorker() {
    worker.close();
  }

  @BeforeEach
  void start() throws IOException {
    receiver.start(InetAddress.getByName("127.0.0.1"), 0);
    url = "http://127.0.0.1:" + receiver.getPort() + "/in?token=canary-url";
    endpoint = TestEndpoints.add(database, url);
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void runsTheQueueOfWebhooksAlone() {
    assertThat(worker.getBeansOfType(ChannelAdapter.class).values())
        .extracting(ChannelAdapter::channel)
        .containsExactly(Channel.WEBHOOK);
  }

  @Test
  void sendsTheSameBytesUnderTheSameIdSignedForEachAttempt() throws Exception {
    receiver.enqueue(answer(500));
    receiver.enqueue(cut());
    receiver.enqueue(answer(200));

    DeliveryView delivery = awaitEnd(scheduled());

    assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(delivery.attempts())
        .extracting(AttemptView::outcome)
        .containsExactly(
            AttemptOutcome.TEMPORARY_FAILURE, AttemptOutcome.UNKNOWN, AttemptOutcome.DELIVERED);
    assertThat(delivery.attempts())
        .extracting(AttemptView::provider)
        .containsOnly("webhook:" + Origins.of(url));
    List<RecordedRequest> requests = requests();
    assertThat(requests).hasSize(3);
    for (RecordedRequest request : requests) {
      assertThat(request.getHeaders().get("webhook-id")).isEqualTo(delivery.id().toString());
      String body = request.getBody().utf8();
      assertThat(body).isEqualTo(TEXT);
      new Webhook(TestEndpoints.SECRET.reveal())
          .verify(body, Map.copyOf(request.getHeaders().toMultimap()));
    }
  }

  /** The last wait of the schedule is used too; then it is a person's. */
  @Test
  void whatMayHaveArrivedIsRepeatedByTheSchedule() throws Exception {
    for (int i = 0; i < 4; i++) {
      receiver.enqueue(cut());
    }

    DeliveryView delivery = awaitEnd(scheduled());

    assertThat(delivery.status()).isEqualTo(DeliveryStatus.UNCERTAIN);
    assertThat(delivery.attempts()).hasSize(4);
    assertThat(requests())
        .extracting(request -> request.getHeaders().get("webhook-id"))
        .hasSize(4)
        .containsOnly(delivery.id().toString());
  }

  @Test
  void whoAsksForTimeIsLeftAloneForItAndNoAttemptIsBurnt() {
    receiver.enqueue(answer(503).newBuilder().addHeader("Retry-After", "1").build());
    receiver.enqueue(answer(200));

    DeliveryId id = scheduled();

    String provider = "webhook:" + Origins.of(url);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> worker.getBean(ChannelPauses.class).pauseOf(provider).isPresent());
    DeliveryView delivery = awaitEnd(id);
    assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(delivery.attempts().get(0).outcome()).isEqualTo(AttemptOutcome.CHANNEL_FAULT);
    assertThat(failedAttempts(id)).isZero();
  }

  @Test
  void anEndpointThatIsGoneGetsNothingMore() throws Exception {
    receiver.enqueue(answer(410));

    assertThat(awaitEnd(scheduled()).failureCode()).isEqualTo("ENDPOINT_GONE");
    DeliveryView second = awaitEnd(scheduled());

    assertThat(second.status()).isEqualTo(DeliveryStatus.FAILED);
    assertThat(second.failureCode()).isEqualTo("ENDPOINT_DISABLED");
    assertThat(requests()).hasSize(1);
    assertThat(column("disabled_reason")).isEqualTo("GONE");
  }

  @Test
  void anEndpointThatTookNothingForSoLongIsDisabled(CapturedOutput output) {
    database
        .jdbc()
        .sql(
            "UPDATE webhook_endpoint SET failures = 9, failing_since = now() - interval '2 hours'"
                + " WHERE id = :id")
        .param("id", endpoint)
        .update();
    receiver.enqueue(answer(500));

    DeliveryView delivery = awaitEnd(scheduled());

    assertThat(delivery.failureCode()).isEqualTo("ENDPOINT_DISABLED");
    assertThat(column("disabled_reason")).isEqualTo("FAILING");
    assertThat(output.getOut()).contains("was disabled").doesNotContain("canary-url");
  }

  @Test
  void whatItTakesEndsItsFailures() {
    receiver.enqueue(answer(500));
    receiver.enqueue(answer(200));

    awaitEnd(scheduled());

    assertThat(column("failures")).isEqualTo("0");
  }

  @Test
  void anEndpointThatIsNotThereAnyMoreFails() {
    database.jdbc().sql("DELETE FROM webhook_endpoint").update();

    assertThat(awaitEnd(scheduled()).failureCode()).isEqualTo("ENDPOINT_REMOVED");
  }

  /** It holds two hands of sixteen at the most, and not those of others. */
  @Test
  void aHostThatHangsHoldsUpNoOther() throws Exception {
    try (MockWebServer hanging = new MockWebServer()) {
      hanging.start(InetAddress.getByName("127.0.0.1"), 0);
      for (int i = 0; i < 30; i++) {
        hanging.enqueue(
            new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
      }
      String at = "http://127.0.0.1:" + hanging.getPort() + "/";
      UUID dead = TestEndpoints.add(database, at);
      Deliveries deliveries = worker.getBean(Deliveries.class);
      for (int i = 0; i < 30; i++) {
        deliveries.schedule(TestEndpoints.message(dead, at, TEXT));
      }
      await().atMost(Duration.ofSeconds(10)).until(() -> hanging.getRequestCount() >= 2);

      long before = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        receiver.enqueue(answer(200));
      }
      List<DeliveryId> others = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        others.add(scheduled());
      }
      others.forEach(id -> assertThat(awaitEnd(id).status()).isEqualTo(DeliveryStatus.DELIVERED));

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
      assertThat(
              database.count(
                  "delivery_state WHERE status = 'SENDING' AND lane = 'webhook:%s'"
                      .formatted(Origins.of(at))))
          .isLessThanOrEqualTo(2);
    }
  }

  @Test
  void nothingOfUrlSecretOrTextGetsIntoLogsJobsOrAttempts(CapturedOutput output) {
    receiver.enqueue(answer(500, TestEndpoints.SECRET.reveal() + " canary-text"));
    receiver.enqueue(cut());
    receiver.enqueue(answer(302));

    awaitEnd(scheduled());

    assertThat(output.getAll())
        .doesNotContain("canary-url")
        .doesNotContain("canary-text")
        .doesNotContain(TestEndpoints.SECRET.reveal().substring(6));
    for (String sql :
        List.of(
            "SELECT jobasjson FROM jobrunr_jobs",
            "SELECT delivery_attempt::text FROM delivery_attempt",
            "SELECT secret FROM webhook_endpoint")) {
      assertThat(database.jdbc().sql(sql).query(String.class).list())
          .isNotEmpty()
          .noneMatch(
              row ->
                  row.contains("canary")
                      || row.contains(TestEndpoints.SECRET.reveal().substring(6)));
    }
  }

  private DeliveryId scheduled() {
    return worker.getBean(Deliveries.class).schedule(TestEndpoints.message(endpoint, url, TEXT));
  }

  private static DeliveryView awaitEnd(DeliveryId id) {
    Deliveries deliveries = worker.getBean(Deliveries.class);
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> deliveries.find(id).orElseThrow(), delivery -> !delivery.status().isOpen());
  }

  private String column(String name) {
    return database
        .jdbc()
        .sql("SELECT " + name + "::text FROM webhook_endpoint WHERE id = :id")
        .param("id", endpoint)
        .query(String.class)
        .single();
  }

  private static int failedAttempts(DeliveryId id) {
    return database
        .jdbc()
        .sql("SELECT failed_attempts FROM delivery_state WHERE id = :id")
        .param("id", id.value())
        .query(Integer.class)
        .single();
  }

  private List<RecordedRequest> requests() throws InterruptedException {
    List<RecordedRequest> all = new ArrayList<>();
    RecordedRequest next = receiver.takeRequest(100, TimeUnit.MILLISECONDS);
    while (next != null) {
      all.add(next);
      next = receiver.takeRequest(100, TimeUnit.MILLISECONDS);
    }
    return all;
  }

  private static MockResponse answer(int status) {
    return answer(status, "{}");
  }

  private static MockResponse answer(int status, String body) {
    return new MockResponse.Builder().code(status).body(body).build();
  }

  private static MockResponse cut() {
    return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
  }
}
