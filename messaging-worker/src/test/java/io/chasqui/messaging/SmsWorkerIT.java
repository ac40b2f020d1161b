package io.chasqui.messaging;

import static io.chasqui.testing.TestDeliveries.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.ChannelPauses;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.MessageContent;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.delivery.link.LinkTokens;
import io.chasqui.delivery.link.UnsubscribePlaceholder;
import io.chasqui.jobs.Queue;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.TimeUuid;
import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.testing.SuppressedMeanwhile;
import io.chasqui.testing.TestDatabase;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.WorkerSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** A worker that has settings of SMS alone. */
class SmsWorkerIT {

  private static final TestDatabase database = TestDatabase.fresh();
  private static final MockWebServer main = new MockWebServer();
  private static final MockWebServer backup = new MockWebServer();
  private static ConfigurableApplicationContext worker;

  @BeforeAll
  static void start() throws IOException {
    main.start();
    backup.start();
    worker =
        TestMessagingWorker.startWith(
            database,
            "chasqui.public-url=https://chasqui.example.com",
            "chasqui.sms.gateways=main,backup",
            "chasqui.sms.gateway.main.type=probe",
            "chasqui.sms.gateway.main.url=" + main.url("/v1"),
            "chasqui.sms.gateway.main.token=t",
            "chasqui.sms.gateway.backup.type=twilio",
            "chasqui.sms.gateway.backup.url=" + backup.url("/"),
            "chasqui.sms.gateway.backup.account=AC1",
            "chasqui.sms.gateway.backup.password=p",
            "chasqui.sms.gateway.backup.from=+15005550006",
            "chasqui.sms.retry-schedule=50ms,50ms");
  }

  @AfterAll
  static void stop() {
    worker.close();
    main.close();
    backup.close();
  }

  /** One that goes well closes the breaker of the first, whatever was before. */
  @BeforeEach
  void theFirstWorks() throws InterruptedException {
    await().until(() -> worker.getBean(ChannelPauses.class).pauseOf("sms:main").isEmpty());
    main.enqueue(answer(200, "{\"code\": 0}"));
    awaitEnd(scheduled(OnUnknown.HOLD));
    requests(main);
    requests(backup);
  }

  @Test
  void runsTheQueueOfSmsAloneWithHandsOfItsOwn() {
    assertThat(worker.getBeansOfType(ChannelAdapter.class).values())
        .extracting(ChannelAdapter::channel)
        .containsExactly(Channel.SMS);
    assertThat(worker.getBean(WorkerSettings.class).concurrencyOf(Queue.SMS)).isEqualTo(16);
    await()
        .until(
            () ->
                database
                    .jdbc()
                    .sql("SELECT DISTINCT channel_key FROM channel_health ORDER BY 1")
                    .query(String.class)
                    .list()
                    .equals(List.of("sms:backup", "sms:main")));
  }

  @Test
  void givesItToTheFirstGatewayWithTheSameNumberInEachAttempt() throws Exception {
    main.enqueue(answer(500, "{}"));
    main.enqueue(answer(200, "{\"code\": 3, \"message\": \"busy\"}"));
    main.enqueue(answer(200, "{\"code\": 0}"));

    DeliveryView delivery = awaitEnd(scheduled(OnUnknown.HOLD));

    assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(delivery.attempts())
        .extracting(AttemptView::outcome)
        .containsExactly(
            AttemptOutcome.TEMPORARY_FAILURE,
            AttemptOutcome.TEMPORARY_FAILURE,
            AttemptOutcome.DELIVERED);
    assertThat(delivery.attempts()).extracting(AttemptView::provider).containsOnly("sms:main");
    assertThat(requests(main))
        .extracting(RecordedRequest::getTarget)
        .hasSize(3)
        .containsOnly("/v1/send/" + delivery.messageNumber());
  }

  @Test
  void theSameAttemptGoesToTheNextGatewayWhenTheFirstIsAtFault() throws Exception {
    main.enqueue(answer(429, "{}").newBuilder().addHeader("Retry-After", "1").build());
    backup.enqueue(answer(201, "{\"sid\": \"SM1\"}"));

    DeliveryView delivery = awaitEnd(scheduled(OnUnknown.HOLD));

    assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(delivery.providerMessageId()).isEqualTo("SM1");
    assertThat(delivery.attempts()).hasSize(1);
    assertThat(delivery.attempts().get(0).provider()).isEqualTo("sms:backup");
    assertThat(delivery.attempts().get(0).detail())
        .contains("sms:main: RATE_LIMITED", "sms:backup: accepted");
    assertThat(worker.getBean(ChannelPauses.class).pauseOf("sms:main")).isPresent();
    assertThat(requests(backup).get(0).getBody().utf8())
        .contains("StatusCallback=https%3A%2F%2Fchasqui.example.com%2Fcallbacks%2Fsms%2Fbackup");
  }

  @Test
  void whatMayHaveBeenSentIsHeldForAPersonAndGoesToNoOther() throws Exception {
    main.enqueue(cut());

    DeliveryView delivery = awaitEnd(scheduled(OnUnknown.HOLD));

    assertThat(delivery.status()).isEqualTo(DeliveryStatus.UNCERTAIN);
    assertThat(delivery.failureCode()).isEqualTo("NO_ANSWER");
    assertThat(requests(main)).hasSize(1);
    assertThat(requests(backup)).isEmpty();
  }

  @Test
  void withoutAnyChannelItDoesNotStart() {
    assertThatThrownBy(() -> TestMessagingWorker.startWith(database).close())
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("chasqui.telegram.bot-token")
        .hasMessageContaining("chasqui.sms.gateways");
  }

  @Test
  void whoIsSuppressedMeanwhileIsSentNothing() throws Exception {
    SuppressedMeanwhile.whoGets("stopped", database.jdbc());

    DeliveryView delivery =
        awaitEnd(
            worker
                .getBean(Deliveries.class)
                .schedule(
                    to(Channel.SMS, new PhoneNumber("+79991112233"))
                        .withCorrelationId("stopped")
                        .withoutReport()
                        .build()));

    assertThat(delivery.status()).isEqualTo(DeliveryStatus.SUPPRESSED);
    assertThat(delivery.failureCode()).isEqualTo("MANUAL");
    assertThat(delivery.attempts()).hasSize(1);
    assertThat(requests(main)).as("whole ones").allMatch(begun -> begun.getFailure() != null);
  }

  @Test
  void putsTheLinkToUnsubscribeWhereTheTemplateHasIt() throws Exception {
    main.enqueue(answer(200, "{\"code\": 0}"));
    main.enqueue(answer(200, "{\"code\": 0}"));
    DeliveryId refusable = scheduledOfTemplate("offers");
    DeliveryId mandatory = scheduledOfTemplate("security");
    awaitEnd(refusable);
    awaitEnd(mandatory);

    String token = worker.getBean(LinkTokens.class).of(refusable);
    assertThat(requests(main))
        .extracting(request -> request.getBody().utf8())
        .hasSize(2)
        .anySatisfy(
            body ->
                assertThat(body).contains("No more: https://chasqui.example.com/u/" + token + "."))
        .anySatisfy(body -> assertThat(body).contains("No more: ."));
  }

  private static DeliveryId scheduledOfTemplate(String category) {
    return worker
        .getBean(Deliveries.class)
        .schedule(
            DeliveryRequest.to(Channel.SMS, new PhoneNumber("+79991112233"), OnUnknown.HOLD)
                .origin(Origin.TEST)
                .correlationId(new CorrelationId("offer"))
                .content(
                    new MessageContent(
                        TimeUuid.fresh(),
                        null,
                        "No more: " + UnsubscribePlaceholder.TEXT + ".",
                        null,
                        null,
                        null,
                        true))
                .category(category)
                .at(Instant.now())
                .build());
  }

  private static DeliveryId scheduled(OnUnknown onUnknown) {
    return worker
        .getBean(Deliveries.class)
        .schedule(
            to(Channel.SMS, new PhoneNumber("+79991112233"))
                .withMessage("Hola")
                .withoutReport()
                .withOnUnknown(onUnknown)
                .build());
  }

  private static DeliveryView awaitEnd(DeliveryId id) {
    Deliveries deliveries = worker.getBean(Deliveries.class);
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> deliveries.find(id).orElseThrow(), delivery -> !delivery.status().isOpen());
  }

  private static List<RecordedRequest> requests(MockWebServer gateway) throws InterruptedException {
    List<RecordedRequest> all = new ArrayList<>();
    RecordedRequest next = gateway.takeRequest(100, TimeUnit.MILLISECONDS);
    while (next != null) {
      all.add(next);
      next = gateway.takeRequest(100, TimeUnit.MILLISECONDS);
    }
    return all;
  }

  private static MockResponse answer(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  private static MockResponse cut() {
    return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
  }
}
