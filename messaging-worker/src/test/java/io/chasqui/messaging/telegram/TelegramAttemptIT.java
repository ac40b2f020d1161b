package io.chasqui.messaging.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.delivery.Outcome.Delivered;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.delivery.Outcome.Unknown;
import io.chasqui.messaging.FakeBotApi;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestJournal;
import io.chasqui.worker.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One attempt at a time, and many at once, against a Bot API with a script. */
class TelegramAttemptIT {

  private static final FakePauses PAUSES = new FakePauses();
  private static final Provider BOT = new Provider("telegram:test");
  private static final TestDatabase database = TestDatabase.fresh();
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
  private static final MessageParts CAPTION = MessageParts.of("Your report is ready.");

  private FakeBotApi telegram;
  private TelegramApi api;
  private Document document;

  @BeforeEach
  void start() {
    telegram = FakeBotApi.start();
    api = TestTelegram.api(telegram.url(), REQUEST_TIMEOUT);
    document = TestTelegram.document(UUID.randomUUID().toString());
    PAUSES.forget();
  }

  @AfterEach
  void stop() {
    api.close();
    telegram.close();
  }

  @Test
  void uploadsOnceAndSendsByFileIdFromThenOn() {
    Outcome first = attempt("1001").send(CAPTION, document);
    Outcome second = attempt("1002").send(CAPTION, document);

    assertThat(first).isEqualTo(new Delivered("1001:1", null));
    assertThat(second).isEqualTo(new Delivered("1002:2", null));
    assertThat(telegram.calls()).extracting(FakeBotApi.Call::isUpload).containsExactly(true, false);
    assertThat(telegram.calls().get(1).field("caption")).isEqualTo("Your report is ready.");
  }

  @Test
  void anotherNameIsAnotherUpload() {
    attempt("1001").send(CAPTION, document);
    attempt("1001").send(CAPTION, new Document("other.pdf", document.content(), document.sha256()));

    assertThat(telegram.calls()).allMatch(FakeBotApi.Call::isUpload).hasSize(2);
  }

  @Test
  void uploadsAnewWhenTelegramDoesNotKnowTheFileAnyMore() {
    attempt("1001").send(CAPTION, document);
    telegram.forgetFiles();

    Outcome outcome = attempt("1002").send(CAPTION, document);
    attempt("1003").send(CAPTION, document);

    assertThat(outcome).isInstanceOf(Delivered.class);
    assertThat(telegram.calls())
        .extracting(FakeBotApi.Call::isUpload)
        .containsExactly(true, false, true, false);
  }

  @Test
  void followsAChatThatHasMovedAndRemembersIt() {
    telegram.next(
        "sendDocument",
        FakeBotApi.refusal(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            "{\"migrate_to_chat_id\":-100500}"));

    Outcome outcome = attempt("-500").send(CAPTION, document);

    assertThat(outcome).isEqualTo(new Delivered("-100500:1", null));
    assertThat(telegram.calls())
        .extracting(call -> call.field("chat_id"))
        .containsExactly("-500", "-100500");
    assertThat(moves().currentId("-500")).isEqualTo("-100500");
    assertThat(moves().currentId("-501")).isEqualTo("-501");
  }

  @Test
  void doesNotFollowAChatForEver() {
    for (int i = 1; i <= 5; i++) {
      telegram.next(
          "sendDocument",
          FakeBotApi.refusal(400, "moved", "{\"migrate_to_chat_id\":-%d}".formatted(i)));
    }

    Outcome outcome = attempt("-700").send(CAPTION, document);

    assertThat(outcome).isInstanceOf(TemporaryFailure.class);
    assertThat(telegram.calls()).hasSize(3);
  }

  @Test
  void sendsALongMessageAsTextsBeforeTheDocument() {
    String message = "x".repeat(4096) + "\n" + "y".repeat(10);

    attempt(storedDelivery(), "1001").send(MessageParts.of(message), document);

    assertThat(telegram.calls())
        .extracting(FakeBotApi.Call::method)
        .containsExactly("sendMessage", "sendMessage", "sendDocument");
    assertThat(telegram.calls("sendMessage"))
        .extracting(call -> call.field("text"))
        .containsExactly("x".repeat(4096), "y".repeat(10));
    assertThat(telegram.calls("sendDocument").get(0).fields()).doesNotContainKey("caption");
  }

  @Test
  void sendsAMessageWithoutADocumentAsTexts() {
    DeliveryId id = storedDelivery();
    telegram.next("sendMessage", call -> Optional.empty());
    telegram.next("sendMessage", FakeBotApi.refusal(500, "Internal Server Error"));

    assertThat(attempt(id, "1001").send(List.of("one", "two")))
        .isInstanceOf(TemporaryFailure.class);
    assertThat(attempt(id, "1001").send(List.of("one", "two"))).isInstanceOf(Delivered.class);

    assertThat(telegram.calls()).extracting(FakeBotApi.Call::method).containsOnly("sendMessage");
    assertThat(telegram.calls("sendMessage"))
        .extracting(call -> call.field("text"))
        .containsExactly("one", "two", "two");
  }

  @Test
  void aSingleTextNeedsNoRecordOfItsProgress() {
    DeliveryId withoutARow = DeliveryId.fresh();

    assertThat(attempt(withoutARow, "1001").send(List.of("one"))).isInstanceOf(Delivered.class);
  }

  @Test
  void aLaterAttemptDoesNotRepeatTheTextsThatWereAccepted() {
    MessageParts three = new MessageParts(List.of("one", "two", "three"), null);
    DeliveryId id = storedDelivery();
    telegram.next("sendMessage", call -> Optional.empty());
    telegram.next("sendMessage", FakeBotApi.refusal(500, "Internal Server Error"));
    telegram.next("sendDocument", FakeBotApi.refusal(500, "Internal Server Error"));

    assertThat(attempt(id, "1001").send(three, document)).isInstanceOf(TemporaryFailure.class);
    assertThat(attempt(id, "1001").send(three, document)).isInstanceOf(TemporaryFailure.class);
    assertThat(attempt(id, "1001").send(three, document)).isInstanceOf(Delivered.class);

    assertThat(telegram.calls("sendMessage"))
        .extracting(call -> call.field("text"))
        .containsExactly("one", "two", "two", "three");
    assertThat(telegram.calls("sendDocument")).hasSize(2);
  }

  @Test
  void aTextThatWasAcceptedButCannotBeRecordedMakesTheOutcomeUnknown() {
    DeliveryId refused = DeliveryId.fresh();
    database
        .jdbc()
        .sql("ALTER TABLE telegram_progress ADD CHECK (delivery_id <> '" + refused + "')")
        .update();

    Outcome outcome =
        attempt(refused, "1001").send(new MessageParts(List.of("one", "two"), null), document);

    assertThat(outcome).isInstanceOf(Unknown.class);
    assertThat(telegram.calls()).hasSize(1);
  }

  @Test
  void aDropAfterTheWholeUploadIsUnknownAndTheNextDeliveryUploads() {
    telegram.next("sendDocument", FakeBotApi.hangUp());

    assertThat(attempt("1001").send(CAPTION, document)).isInstanceOf(Unknown.class);
    assertThat(telegram.calls()).hasSize(1);

    assertThat(attempt("1002").send(CAPTION, document)).isInstanceOf(Delivered.class);
    assertThat(telegram.calls()).hasSize(2).allMatch(FakeBotApi.Call::isUpload);
  }

  @Test
  void manyAttemptsOfTwoWorkersMakeOneUpload() throws Exception {
    CountDownLatch uploadMayEnd = new CountDownLatch(1);
    telegram.next(
        "sendDocument",
        call -> {
          awaitLatch(uploadMayEnd);
          return Optional.empty();
        });

    try (TelegramApi other = TestTelegram.api(telegram.url(), REQUEST_TIMEOUT)) {
      List<Future<Outcome>> outcomes = inParallel(20, other);
      await().until(() -> telegram.calls().size() == 1);
      uploadMayEnd.countDown();

      for (Future<Outcome> outcome : outcomes) {
        assertThat(outcome.get()).isInstanceOf(Delivered.class);
      }
    }
    assertThat(telegram.calls()).hasSize(20).filteredOn(FakeBotApi.Call::isUpload).hasSize(1);
  }

  @Test
  void whenAnUploadFailsTheNextAttemptTakesItsTurn() throws Exception {
    telegram.next("sendDocument", FakeBotApi.refusal(403, "Forbidden: bot was blocked"));
    telegram.next("sendDocument", FakeBotApi.refusal(500, "Internal Server Error"));

    List<Outcome> outcomes = new ArrayList<>();
    for (Future<Outcome> outcome : inParallel(6, api)) {
      outcomes.add(outcome.get());
    }

    assertThat(outcomes).filteredOn(Delivered.class::isInstance).hasSize(4);
    assertThat(outcomes).filteredOn(PermanentFailure.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(TemporaryFailure.class::isInstance).hasSize(1);
    assertThat(telegram.calls()).filteredOn(FakeBotApi.Call::isUpload).hasSize(3);
  }

  @Test
  void thoseWhoWaitForAnUploadAreSilentTooWhenItMeetsAFlood() throws Exception {
    telegram.next(
        "sendDocument",
        FakeBotApi.refusal(429, "Too Many Requests: retry after 30", "{\"retry_after\":30}"));

    for (Future<Outcome> outcome : inParallel(8, api)) {
      assertThat(outcome.get())
          .isInstanceOfSatisfying(
              ChannelFault.class,
              fault -> {
                assertThat(fault.code()).isEqualTo("RATE_LIMITED");
                assertThat(fault.pause()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
              });
    }
    assertThat(telegram.calls()).hasSize(1);
  }

  @Test
  void theTextsOfALongMessageStopWhenTheBotHasToBeSilent() {
    telegram.next(
        "sendMessage",
        call -> {
          PAUSES.pauseChannel(BOT.key(), Duration.ofSeconds(30), "RATE_LIMITED");
          return Optional.empty();
        });
    DeliveryId id = storedDelivery();

    Outcome outcome = attempt(id, "1001").send(new MessageParts(List.of("1", "2"), null), document);

    assertThat(outcome).isInstanceOf(ChannelFault.class);
    assertThat(telegram.calls()).hasSize(1);
    assertThat(new TextProgress(database.jdbc()).textsSent(id)).isEqualTo(1);
  }

  @Test
  void aDocumentThatWasAcceptedIsDeliveredEvenIfItsUploadCannotBeRecorded() {
    telegram.next(
        "sendDocument",
        call -> {
          database.jdbc().sql("ALTER TABLE telegram_file RENAME TO telegram_file_away").update();
          return Optional.empty();
        });
    try {
      assertThat(attempt("1001").send(CAPTION, document)).isInstanceOf(Delivered.class);
    } finally {
      database.jdbc().sql("ALTER TABLE telegram_file_away RENAME TO telegram_file").update();
    }
  }

  @Test
  void anUploadOfAWorkerThatDiedIsTakenOverWhenItsLeaseEnds() {
    UploadedFiles ofTheDead = files(Duration.ofMillis(600));
    assertThat(ofTheDead.claim(document, UUID.randomUUID())).isTrue();
    assertThat(ofTheDead.claim(document, UUID.randomUUID())).isFalse();

    assertThat(attempt("1001").send(CAPTION, document)).isInstanceOf(Delivered.class);
  }

  @Test
  void anUploadThatNeverEndsIsATemporaryFailure() {
    files(Duration.ofMinutes(5)).claim(document, UUID.randomUUID());
    AttemptTime brief = new AttemptTime(Duration.ofMillis(150), System::nanoTime);

    assertThat(attempt(storedDelivery(), "1001", brief).send(CAPTION, document))
        .isInstanceOf(TemporaryFailure.class);
    assertThat(telegram.calls()).isEmpty();
  }

  @Test
  void anAttemptThatWasFrozenSendsNothingWhenItWakes() {
    long[] now = {0};
    AttemptTime time = new AttemptTime(REQUEST_TIMEOUT, () -> now[0]);
    TelegramAttempt attempt = attempt(storedDelivery(), "1001", time);
    now[0] = REQUEST_TIMEOUT.multipliedBy(3).toNanos();

    assertThat(attempt.send(new MessageParts(List.of("one"), null), document))
        .isInstanceOf(TemporaryFailure.class);
    assertThat(telegram.calls()).isEmpty();
  }

  private List<Future<Outcome>> inParallel(int count, TelegramApi other) {
    ExecutorService pool = Executors.newFixedThreadPool(count);
    List<Future<Outcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TelegramApi mine = i % 2 == 0 ? api : other;
      TelegramAttempt attempt =
          attempt(
              mine,
              DeliveryId.fresh(),
              "200" + i,
              new AttemptTime(REQUEST_TIMEOUT, System::nanoTime));
      outcomes.add(pool.submit(() -> attempt.send(CAPTION, document)));
    }
    pool.shutdown();
    return outcomes;
  }

  private TelegramAttempt attempt(String chat) {
    return attempt(DeliveryId.fresh(), chat, new AttemptTime(REQUEST_TIMEOUT, System::nanoTime));
  }

  private TelegramAttempt attempt(DeliveryId id, String chat) {
    return attempt(id, chat, new AttemptTime(REQUEST_TIMEOUT, System::nanoTime));
  }

  private TelegramAttempt attempt(DeliveryId id, String chat, AttemptTime time) {
    return attempt(api, id, chat, time);
  }

  private static TelegramAttempt attempt(
      TelegramApi api, DeliveryId id, String chat, AttemptTime time) {
    BotMemory memory =
        new BotMemory(moves(), files(REQUEST_TIMEOUT), new TextProgress(database.jdbc()), pause());
    return new TelegramAttempt(api, memory, id, time, new TestJournal(), chat);
  }

  private static BotPause pause() {
    return new BotPause(PAUSES, BOT, Duration.ofSeconds(1));
  }

  private static ChatMoves moves() {
    return new ChatMoves(database.jdbc(), FakeBotApi.BOT_ID);
  }

  private static UploadedFiles files(Duration lease) {
    return new UploadedFiles(database.jdbc(), FakeBotApi.BOT_ID, lease);
  }

  private static DeliveryId storedDelivery() {
    DeliveryId id = DeliveryId.fresh();
    database
        .jdbc()
        .sql(
            """
            INSERT INTO delivery (
              id, correlation_id, channel, status, recipient_kind, recipient, message,
              attachment_name, on_unknown, scheduled_time, due_at, created_at)
            VALUES (
              :id, 'report-1', 'TELEGRAM', 'SCHEDULED', 'CHAT_ID', '1001', 'hello', 'report.pdf',
              'HOLD', now(), now(), now())
            """)
        .param("id", id.value())
        .update();
    return id;
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
