package io.chasqui.messaging;

import static io.chasqui.testing.DeliveryEnds.awaitEnd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
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
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.address.TelegramChat;
import io.chasqui.platform.db.Times;
import io.chasqui.testing.ManagementPort;
import io.chasqui.testing.SuppressedMeanwhile;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestDeliveries;
import io.chasqui.testing.TestJobs;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.Provider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Two whole workers on one database and one bot, with JobRunr really running. */
class MessagingWorkerIT {

  private static final TestDatabase database = TestDatabase.fresh();
  private static final TestJobs jobs = new TestJobs(database);
  private static final FakeBotApi telegram = FakeBotApi.start();
  private static final List<ConfigurableApplicationContext> workers = new ArrayList<>();
  private static Path reports = Path.of("");

  private Deliveries deliveries;
  private String correlationId;

  @BeforeAll
  static void start(@TempDir Path directory) {
    reports = directory;
    workers.add(TestMessagingWorker.start(database, telegram, reports));
    workers.add(TestMessagingWorker.start(database, telegram, reports));
  }

  @AfterAll
  static void stop() {
    workers.forEach(ConfigurableApplicationContext::close);
    telegram.close();
  }

  @BeforeEach
  void storeFreshReport() {
    deliveries = workers.get(0).getBean(Deliveries.class);
    correlationId = UUID.randomUUID().toString();
    TestMessagingWorker.storeReport(reports, correlationId, correlationId);
  }

  @Test
  void showsHealthAndMetricsOnlyAndThoseOnLoopback() {
    ManagementPort port = ManagementPort.of(workers.get(0));
    assertThat(port.statusOf("/healthz")).isEqualTo(200);

    assertThat(port.shown()).containsExactly("/health", "/info", "/prometheus");
    assertThat(port.address()).matches(address -> address.isLoopbackAddress());
  }

  @Test
  void readsNoBodyThatIsSentToItsPort() {
    ManagementPort.of(workers.get(0)).assertThatNoBodyIsRead();
  }

  @Test
  void givesTheBotThirtyMessagesASecond() {
    ChannelAdapter telegram = workers.get(0).getBean("telegramMessenger", ChannelAdapter.class);

    Provider bot = telegram.providers("telegram").get(0);

    assertThat(telegram.mostPerSecond(bot)).isEqualTo(30);
  }

  @Test
  void deliversAReportOnceAndJournalsIt() {
    DeliveryId id = schedule(to("4711").withAttachmentName("Отчёт.pdf"));

    DeliveryView delivery = awaitEnd(deliveries, id);

    assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(delivery.providerMessageId()).startsWith("4711:");
    assertThat(delivery.attempts())
        .extracting(AttemptView::number, AttemptView::outcome)
        .containsExactly(tuple(1, AttemptOutcome.DELIVERED));
    FakeBotApi.Call call = callsTo("4711").get(0);
    assertThat(callsTo("4711")).hasSize(1);
    assertThat(call.fileName()).isEqualTo("Отчёт.pdf");
    assertThat(new String(call.file(), StandardCharsets.UTF_8))
        .isEqualTo("%PDF-1.7 " + correlationId);
    assertThat(call.field("caption")).isEqualTo("Your report is ready.");
    jobs.awaitState(id, "SUCCEEDED");
  }

  @Test
  void whoIsSuppressedMeanwhileIsSentNothing() {
    SuppressedMeanwhile.whoGets(correlationId, database.jdbc());

    DeliveryView delivery = awaitEnd(deliveries, schedule(to("4714")));

    assertThat(delivery.status()).isEqualTo(DeliveryStatus.SUPPRESSED);
    assertThat(delivery.failureCode()).isEqualTo("MANUAL");
    assertThat(delivery.attempts()).hasSize(1);
    assertThat(callsTo("4714")).isEmpty();
  }

  @Test
  void aPhoneNumberWorksOnceItsOwnerHasSharedItWithTheBot() {
    Recipient number = new PhoneNumber("+79990001122");
    DeliveryView before = awaitEnd(deliveries, schedule(to(number)));
    assertThat(before.status()).isEqualTo(DeliveryStatus.FAILED);
    assertThat(before.failureCode()).isEqualTo("RECIPIENT_NOT_LINKED");

    telegram.personWrites(
        """
        {"chat":{"id":4242,"type":"private"},"from":{"id":4242,"language_code":"ru"},
         "contact":{"phone_number":"79990001122","user_id":4242}}
        """);
    await().until(() -> callsTo("4242").size() == 1);
    assertThat(callsTo("4242").get(0).field("text")).startsWith("Готово");

    DeliveryView after = awaitEnd(deliveries, schedule(to(number)));
    assertThat(after.status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(after.providerMessageId()).startsWith("4242:");
  }

  /** Number as the delivery has it, and as it was linked; versions before had other forms. */
  @ParameterizedTest
  @CsvSource({
    "+4402079460958, +442079460958",
    "+442079460957, +442079460957",
    "+525512345678, +5215512345678",
    "+5215512345679, +5215512345679",
    "+99912345678, +99912345678"
  })
  void whoWasLinkedByAnEarlierVersionIsFound(String number, String linked) {
    String chat = linked.substring(5);
    database
        .jdbc()
        .sql("INSERT INTO telegram_contact VALUES (:bot, :number, :chat, now())")
        .param("bot", FakeBotApi.BOT_ID)
        .param("number", linked)
        .param("chat", Long.parseLong(chat))
        .update();

    DeliveryView delivery = awaitEnd(deliveries, schedule(to(new PhoneNumber(number))));

    assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(delivery.providerMessageId()).startsWith(chat + ":");
  }

  @Test
  void aPermanentFailureIsAFailedDeliveryAndAFailedJob() {
    telegram.next("sendDocument", FakeBotApi.refusal(400, "Bad Request: chat not found"));
    DeliveryId id = schedule(to("999"));

    DeliveryView delivery = awaitEnd(deliveries, id);

    assertThat(delivery.status()).isEqualTo(DeliveryStatus.FAILED);
    assertThat(delivery.failureCode()).isEqualTo("RECIPIENT_REJECTED");
    assertThat(delivery.attempts()).hasSize(1);
    jobs.awaitState(id, "FAILED");
  }

  @Test
  void aBotApiThatIsOutOfServiceIsTriedAgainAndCostsNothing() {
    telegram.next("sendDocument", FakeBotApi.page(502));

    DeliveryView delivery = awaitEnd(deliveries, schedule(to("998")));

    assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(delivery.attempts())
        .extracting(AttemptView::outcome)
        .containsExactly(AttemptOutcome.CHANNEL_FAULT, AttemptOutcome.DELIVERED);
  }

  @Test
  void aTemporaryFailureIsTriedAgain() {
    telegram.next("sendDocument", FakeBotApi.refusal(500, "Internal Server Error"));

    DeliveryView delivery = awaitEnd(deliveries, schedule(to("997")));

    assertThat(delivery.attempts())
        .extracting(AttemptView::outcome)
        .containsExactly(AttemptOutcome.TEMPORARY_FAILURE, AttemptOutcome.DELIVERED);
  }

  @Test
  void aDropAfterTheLastByteIsHeldForAPersonAndNotSentAgain() {
    telegram.next("sendDocument", FakeBotApi.hangUp());
    DeliveryId id = schedule(to("997").withOnUnknown(OnUnknown.HOLD));

    DeliveryView delivery = awaitEnd(deliveries, id);

    assertThat(delivery.status()).isEqualTo(DeliveryStatus.UNCERTAIN);
    assertThat(delivery.failureCode()).isEqualTo("NO_ANSWER");
    assertThat(callsTo("997")).hasSize(1);
  }

  @Test
  void aReportThatIsNotThereIsWaitedForAndThenGivenUp() {
    DeliveryView delivery = awaitEnd(deliveries, schedule(to("996").withCorrelationId("missing")));

    assertThat(delivery.failureCode()).isEqualTo("REPORT_NOT_FOUND");
    assertThat(delivery.attempts()).hasSize(3);
    assertThat(callsTo("996")).isEmpty();
  }

  @Test
  void aChannelWithoutAMessengerIsRefused() {
    DeliveryRequest message =
        to(new PhoneNumber("+79990001122")).dueAt(Instant.now().plusSeconds(2)).build();
    DeliveryId id = deliveries.schedule(message);
    for (String table : List.of("delivery_message", "delivery_state")) {
      database
          .jdbc()
          .sql("UPDATE " + table + " SET channel = 'SMS' WHERE id = :id")
          .param("id", id.value())
          .update();
    }

    assertThat(awaitEnd(deliveries, id).failureCode()).isEqualTo("CHANNEL_NOT_SUPPORTED");
  }

  @Test
  void aHundredDeliveriesOfOneReportMakeOneUpload() {
    List<DeliveryId> ids =
        IntStream.range(0, 100).mapToObj(i -> schedule(to(String.valueOf(50_000 + i)))).toList();

    assertThat(ids)
        .allSatisfy(
            id ->
                assertThat(awaitEnd(deliveries, id).status()).isEqualTo(DeliveryStatus.DELIVERED));
    List<FakeBotApi.Call> calls =
        telegram.calls("sendDocument").stream()
            .filter(call -> call.field("chat_id").startsWith("500"))
            .toList();
    assertThat(calls).hasSize(100).filteredOn(FakeBotApi.Call::isUpload).hasSize(1);
    assertThat(calls).extracting(call -> call.field("chat_id")).doesNotHaveDuplicates();
  }

  @Test
  void theWholeBotIsSilentAsLongAsTelegramAsks() {
    String parameters = "{\"retry_after\":2}";
    telegram.next("sendDocument", FakeBotApi.refusal(429, "Too Many Requests", parameters));
    DeliveryId first = schedule(to("60000"));
    Instant pausedUntil = await().until(this::pausedUntil, Optional::isPresent).orElseThrow();
    List<DeliveryId> others =
        IntStream.range(1, 20).mapToObj(i -> schedule(to(String.valueOf(60_000 + i)))).toList();

    assertThat(others)
        .allSatisfy(
            id -> {
              DeliveryView delivery = awaitEnd(deliveries, id);
              assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
              assertThat(delivery.attempts()).hasSize(1);
              assertThat(delivery.attempts().get(0).startedAt()).isAfterOrEqualTo(pausedUntil);
            });
    assertThat(awaitEnd(deliveries, first).attempts())
        .extracting(AttemptView::outcome, AttemptView::code)
        .containsExactly(
            tuple(AttemptOutcome.CHANNEL_FAULT, "RATE_LIMITED"),
            tuple(AttemptOutcome.DELIVERED, null));
  }

  /** Of three, one of the two workers has two. */
  @Test
  void intoOneChatAWorkerSendsAMessageASecondWhileOthersGetTheirs() {
    List<DeliveryId> ids =
        Stream.of("70000", "70000", "70000", "70001").map(chat -> schedule(to(chat))).toList();

    List<DeliveryView> ended = ids.stream().map(id -> awaitEnd(deliveries, id)).toList();

    assertThat(ended)
        .allSatisfy(
            delivery -> {
              assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
              assertThat(delivery.attempts()).hasSize(1);
            });
    List<Instant> begun =
        ended.stream().map(one -> one.attempts().get(0).startedAt()).limit(3).sorted().toList();
    assertThat(Duration.between(begun.get(0), begun.get(2))).isGreaterThan(Duration.ofMillis(900));
    assertThat(ended.get(3).completedAt()).isBefore(begun.get(2));
  }

  @Test
  void oneOfTheWorkersPolls() {
    await().until(() -> telegram.polls() == 1);

    assertThat(telegram.mostPolls()).isEqualTo(1);
  }

  private DeliveryId schedule(TestDeliveries delivery) {
    return deliveries.schedule(delivery.build());
  }

  private TestDeliveries to(String chat) {
    return to(new TelegramChat(chat));
  }

  private TestDeliveries to(Recipient recipient) {
    return TestDeliveries.to(Channel.TELEGRAM, recipient)
        .withCorrelationId(correlationId)
        .withOnUnknown(OnUnknown.HOLD);
  }

  private List<FakeBotApi.Call> callsTo(String chat) {
    return telegram.calls().stream().filter(call -> call.field("chat_id").equals(chat)).toList();
  }

  private Optional<Instant> pausedUntil() {
    return database
        .jdbc()
        .sql("SELECT paused_until FROM channel_pause WHERE channel_key = :key")
        .param("key", "telegram:" + FakeBotApi.BOT_ID)
        .query((row, number) -> Times.instant(row, "paused_until"))
        .optional();
  }
}
