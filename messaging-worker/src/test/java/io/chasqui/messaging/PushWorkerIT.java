package io.chasqui.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.MessageContent;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.address.PushSubscription;
import io.chasqui.delivery.push.PushKeys;
import io.chasqui.delivery.push.PushSubscriptions;
import io.chasqui.delivery.push.PushTarget;
import io.chasqui.delivery.push.VapidKeys;
import io.chasqui.jobs.Queue;
import io.chasqui.platform.CorrelationId;
import io.chasqui.testing.TestDatabase;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.WorkerSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** A worker that has settings of web push alone, at debug so that it says all it has to say. */
@ExtendWith(OutputCaptureExtension.class)
class PushWorkerIT {

  private static final String JSON = "{\"body\":\"canary-text\"}";

  private static final TestDatabase database = TestDatabase.fresh();
  private static final VapidKeys keys = VapidKeys.fresh();
  private static FakePushService service;
  private static ConfigurableApplicationContext worker;

  private final UUID ana = UUID.randomUUID();

  @BeforeAll
  static void start() throws IOException {
    service = FakePushService.start();
    worker =
        TestMessagingWorker.startWith(
            database,
            "logging.level.root=debug",
            "chasqui.http.allowed-networks=127.0.0.1",
            "chasqui.push.vapid-public-key=" + keys.publicText(),
            "chasqui.push.vapid-private-key=" + keys.privateText(),
            "chasqui.push.subject=mailto:ops@example.com",
            "chasqui.push.unknown-resend-after=1s",
            "chasqui.push.retry-schedule=50ms,50ms");
  }

  @AfterAll
  static void stop() {
    worker.close();
    service.close();
  }

  @BeforeEach
  void addAna() {
    database
        .jdbc()
        .sql("INSERT INTO recipient (id, created_at, updated_at) VALUES (:id, now(), now())")
        .param("id", ana)
        .update();
  }

  @Test
  void runsTheQueueOfPushAloneWithHandsOfItsOwn() {
    assertThat(worker.getBeansOfType(ChannelAdapter.class).values())
        .extracting(ChannelAdapter::channel)
        .containsExactly(Channel.PUSH);
    assertThat(worker.getBean(WorkerSettings.class).concurrencyOf(Queue.PUSH)).isEqualTo(16);
  }

  @Test
  void theBrowserGetsWhatIsStoredAlsoAfterAFailure(CapturedOutput output) throws Exception {
    service.next(FakePushService.answer(500));
    service.next(FakePushService.answer(201));

    DeliveryView delivery = awaitEnd(scheduled(subscription("canary-endpoint")));

    assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(delivery.attempts())
        .extracting(AttemptView::outcome)
        .containsExactly(AttemptOutcome.TEMPORARY_FAILURE, AttemptOutcome.DELIVERED);
    assertThat(delivery.attempts())
        .extracting(AttemptView::provider)
        .containsOnly("push:" + service.origin());
    for (RecordedRequest request : service.requests()) {
      assertThat(service.decrypted(request)).isEqualTo(JSON);
      assertThat(FakePushService.claims(request, keys).path("aud").asText())
          .isEqualTo(service.origin());
    }
    assertThat(output.getAll())
        .doesNotContain("canary")
        .doesNotContain(keys.privateText())
        .doesNotContain(service.p256dh())
        .doesNotContain(service.auth());
    assertThat(stored("SELECT jobasjson FROM jobrunr_jobs"))
        .isNotEmpty()
        .noneMatch(job -> job.contains("canary"));
    assertThat(stored("SELECT delivery_attempt::text FROM delivery_attempt"))
        .noneMatch(attempt -> attempt.contains("canary"));
  }

  @Test
  void oneThatGotNoAnswerIsSentOnceMoreAndReplacesTheFirst() throws Exception {
    service.next(cut());
    service.next(cut());

    DeliveryView delivery = awaitEnd(scheduled(subscription("cut")));

    assertThat(delivery.status()).isEqualTo(DeliveryStatus.UNCERTAIN);
    assertThat(delivery.failureCode()).isEqualTo("NO_ANSWER");
    List<RecordedRequest> requests = service.requests();
    assertThat(requests).hasSize(2);
    assertThat(requests.get(0).getHeaders().get("Topic"))
        .isNotNull()
        .isEqualTo(requests.get(1).getHeaders().get("Topic"));
  }

  @Test
  void aBrowserThatIsGoneIsRemoved() {
    service.next(FakePushService.answer(410));
    PushTarget target = subscription("gone");

    DeliveryView first = awaitEnd(scheduled(target));
    DeliveryView second = awaitEnd(scheduled(target));

    assertThat(List.of(first, second))
        .extracting(DeliveryView::status)
        .containsOnly(DeliveryStatus.FAILED);
    assertThat(List.of(first, second))
        .extracting(DeliveryView::failureCode)
        .containsOnly("SUBSCRIPTION_GONE");
    assertThat(worker.getBean(PushSubscriptions.class).find(target.id())).isEmpty();
  }

  private PushTarget subscription(String path) {
    PushTarget target =
        new PushTarget(
            UUID.randomUUID(),
            ana,
            service.endpoint(path + "-" + UUID.randomUUID()),
            new PushKeys(service.p256dh(), service.auth()));
    worker.getBean(PushSubscriptions.class).add(target);
    return target;
  }

  private DeliveryId scheduled(PushTarget target) {
    return worker
        .getBean(Deliveries.class)
        .schedule(
            DeliveryRequest.to(Channel.PUSH, new PushSubscription(target.id()), OnUnknown.RESEND)
                .lane(target.lane())
                .origin(Origin.REQUEST)
                .recipientId(ana)
                .correlationId(new CorrelationId("push-1"))
                .content(MessageContent.ofPush(JSON))
                .at(Instant.EPOCH)
                .build());
  }

  private static DeliveryView awaitEnd(DeliveryId id) {
    Deliveries deliveries = worker.getBean(Deliveries.class);
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> deliveries.find(id).orElseThrow(), delivery -> !delivery.status().isOpen());
  }

  private static List<String> stored(String sql) {
    return database.jdbc().sql(sql).query(String.class).list();
  }

  private static MockResponse cut() {
    return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
  }
}
