package io.chasqui.delivery.store;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.ActionLedger;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQueries;
import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.delivery.LeftBehind;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.StoredDelivery;
import io.chasqui.delivery.WaitingDelivery;
import io.chasqui.delivery.WorkerLedger;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.address.StoredRecipient;
import io.chasqui.platform.CorrelationId;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestDeliveries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Servers and workers of the version in which {@code delivery} was a table go on beside those of
 * this one: what was its table is a view that writes to both tables.
 */
class PreviousVersionIT {

  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  private static final TestDatabase database = TestDatabase.fresh();
  private static final DataSource source = database.pool();
  private static final JdbcClient jdbc = JdbcClient.create(source);
  private static final TransactionTemplate transaction =
      new TransactionTemplate(new JdbcTransactionManager(source));

  private final PreviousStore previous = new PreviousStore(jdbc);
  private final AttemptLedger ledger = new AttemptStore(jdbc);
  private final ActionLedger actions = new ActionStore(jdbc);
  private final DeliveryQueries queries = new DeliveryQueryStore(jdbc);
  private final WorkerLedger workers = new WorkerStore(jdbc, Clock.systemUTC());

  @BeforeEach
  void clear() {
    jdbc.sql("TRUNCATE delivery_message, event_publisher, event_outbox CASCADE").update();
  }

  @Test
  void aDeliveryGoesAllItsWay() {
    jdbc.sql("INSERT INTO event_publisher (name) VALUES ('kafka')").update();
    DeliveryId id = fresh(anEmail());

    DeliveryView stored = queries.find(id).orElseThrow();
    assertThat(stored.status()).isEqualTo(DeliveryStatus.SCHEDULED);
    assertThat(stored.origin().kind()).isEqualTo("REQUEST");
    assertThat(previous.claim(id, LEASE)).containsExactly("1: Your report is ready.");
    assertThat(previous.claim(id, LEASE)).isEmpty();
    assertThat(previous.lastByte(id, 1)).containsExactly("ALLOWED");
    assertThat(previous.delivered(id, 1)).isTrue();
    assertThat(previous.delivered(id, 1)).isFalse();

    DeliveryView ended = queries.find(id).orElseThrow();
    assertThat(ended.status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(ended.providerMessageId()).isEqualTo("previous-1");
    assertThat(ended.attempts())
        .singleElement()
        .satisfies(one -> assertThat(one.outcome()).isEqualTo(AttemptOutcome.DELIVERED));
    assertThat(
            jdbc.sql("SELECT status || ' ' || correlation_id FROM event_outbox ORDER BY sequence")
                .query(String.class)
                .list())
        .containsExactly("SCHEDULED report-1", "SENDING report-1", "DELIVERED report-1");
  }

  @Test
  void itCancelsAndEndsWhatIsTooLate() {
    DeliveryId cancelled = fresh(anEmail());
    DeliveryId late = fresh(anEmail().expiringAt(LONG_AGO));

    assertThat(previous.cancel(cancelled)).isTrue();
    assertThat(previous.cancel(cancelled)).isFalse();
    assertThat(previous.expireOverdue()).containsExactly("EMAIL");
    assertThat(previous.expireOverdue()).isEmpty();

    assertThat(status(cancelled)).isEqualTo(DeliveryStatus.CANCELLED);
    assertThat(status(late)).isEqualTo(DeliveryStatus.EXPIRED);
  }

  @Test
  void workersOfBothVersionsDoNotTakeEachOthersDeliveries() {
    DeliveryId first = fresh(anEmail());
    DeliveryId second = fresh(anEmail());

    assertThat(previous.claim(first, LEASE)).hasSize(1);
    assertThat(claim(second)).hasSize(1);

    assertThat(claim(first)).isEmpty();
    assertThat(previous.claim(second, LEASE)).isEmpty();
  }

  @Test
  void anAttemptThatIsOverCannotEndTheNextOne() {
    DeliveryId id = fresh(anEmail());
    previous.claim(id, LEASE);
    ledger.tryAgain(
        new EndOfAttempt(id, 1, null, new Outcome.TemporaryFailure("LATER", null, null), true),
        Duration.ZERO);
    assertThat(claim(id)).hasSize(1);

    assertThat(previous.lastByte(id, 1)).isEmpty();
    assertThat(previous.delivered(id, 1)).isFalse();

    assertThat(status(id)).isEqualTo(DeliveryStatus.SENDING);
  }

  @Test
  void whileThisVersionsWorkerTakesADeliveryThePreviousOnesWaitsAndThenLeavesIt() {
    DeliveryId id = fresh(anEmail());

    List<String> taken = beside(() -> claim(id), () -> previous.claim(id, LEASE));

    assertThat(taken).isEmpty();
    assertThat(queries.find(id).orElseThrow().attempts()).hasSize(1);
  }

  @Test
  void whileThePreviousVersionsWorkerTakesADeliveryThisOnesWaitsAndThenLeavesIt() {
    DeliveryId id = fresh(anEmail());

    List<ClaimedDelivery> taken = beside(() -> previous.claim(id, LEASE), () -> claim(id));

    assertThat(taken).isEmpty();
    assertThat(queries.find(id).orElseThrow().attempts()).hasSize(1);
  }

  @Test
  void whatThisVersionCancelsMeanwhileThePreviousOneDoesNotTake() {
    DeliveryId id = fresh(anEmail());

    List<String> taken = beside(() -> actions.cancel(id), () -> previous.claim(id, LEASE));

    assertThat(taken).isEmpty();
    assertThat(status(id)).isEqualTo(DeliveryStatus.CANCELLED);
  }

  @Test
  void anOutcomeIsRecordedThoughItsLeaseWasEndedMeanwhile() {
    DeliveryId id = fresh(anEmail());
    previous.claim(id, LEASE);
    LeftBehind left = new LeftBehind(waiting(id), 1, "previous");

    boolean recorded =
        beside(
            () -> {
              workers.endLeases(List.of(left));
              return true;
            },
            () -> previous.delivered(id, 1));

    assertThat(recorded).isTrue();
    assertThat(status(id)).isEqualTo(DeliveryStatus.DELIVERED);
  }

  @Test
  void whatItNeverChangedCannotBeChangedThroughTheView() {
    fresh(anEmail());

    assertThatThrownBy(() -> jdbc.sql("UPDATE delivery SET recipient = 'a@b.example'").update())
        .hasMessageContaining("Update delivery_message or delivery_state");
  }

  @Test
  void aRowThatGoesTakesItsStateAndItsAttemptsWithIt() {
    DeliveryId id = fresh(anEmail());
    previous.claim(id, LEASE);

    jdbc.sql("DELETE FROM delivery WHERE id = :id").param("id", id.value()).update();

    assertThat(database.count("delivery_message")).isZero();
    assertThat(database.count("delivery_state")).isZero();
    assertThat(database.count("delivery_attempt")).isZero();
  }

  /** Rules for addresses have grown stricter since, and may again. */
  @ParameterizedTest
  @EnumSource
  void aRecipientThatWouldBeRefusedTodayIsReadAsItWasStored(Recipient.Kind kind) {
    String refused = "Ana <ana@example.com>, +7, t.me/ana";
    DeliveryId id = fresh(anEmail());
    jdbc.sql("UPDATE delivery_message SET recipient_kind = :kind, recipient = :recipient")
        .param("kind", kind.name())
        .param("recipient", refused)
        .update();

    assertThat(queries.find(id).orElseThrow().recipient()).isEqualTo(refused);
    assertThat(claim(id))
        .singleElement()
        .extracting(ClaimedDelivery::recipient)
        .isEqualTo(new StoredRecipient(kind, refused));
  }

  /** The second begins while the first is done but not committed, and has to wait for it. */
  private static <T> T beside(Supplier<?> first, Supplier<T> second) {
    CompletableFuture<T> waiting =
        transaction.execute(
            status -> {
              first.get();
              CompletableFuture<T> begun = CompletableFuture.supplyAsync(second);
              await().until(() -> database.count("pg_locks WHERE NOT granted") > 0);
              return begun;
            });
    return waiting.join();
  }

  private DeliveryId fresh(TestDeliveries delivery) {
    DeliveryId id = DeliveryId.fresh();
    previous.addAll(List.of(new StoredDelivery(id, delivery.build(), LONG_AGO, null)));
    return id;
  }

  private List<ClaimedDelivery> claim(DeliveryId id) {
    return ledger.claim(List.of(id), TestDeliveries.worker("w"), LEASE, "test:peer");
  }

  private DeliveryStatus status(DeliveryId id) {
    return queries.find(id).orElseThrow().status();
  }

  private WaitingDelivery waiting(DeliveryId id) {
    DeliveryView view = queries.find(id).orElseThrow();
    return TestDeliveries.waiting(
        id, view.channel(), new CorrelationId(view.correlationId()), LONG_AGO);
  }
}
