package io.chasqui.delivery.store;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryMonths;
import io.chasqui.delivery.StoredDelivery;
import io.chasqui.platform.CorrelationId;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestMonths;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The states of a month are away, and come back because one of its deliveries is open again. */
class LeavingMonthIT {

  private final TestDatabase database = TestDatabase.fresh();
  private final DeliveryMonths months = new MonthStore(database.jdbc(), database.dataSource());
  private final DeliveryId id = DeliveryId.fresh();

  @BeforeEach
  void oneFailedLongAgo() {
    new NewDeliveryStore(database.jdbc())
        .addAll(
            List.of(
                new StoredDelivery(
                    id, anEmail().withCorrelationId("q3").build(), Instant.now(), null)));
    sql(
        "UPDATE delivery_state SET status = 'FAILED', failure_code = 'X',"
            + " completed_at = now() - interval '500 days'");
    TestMonths.endTheFirst(database);
  }

  private void sql(String statement) {
    database.jdbc().sql(statement).update();
  }

  private void itIsOpenAndItsStateIsAway() {
    sql(openAgain());
    sql("ALTER TABLE delivery_state DETACH PARTITION delivery_state_first");
  }

  private String openAgain() {
    return "UPDATE delivery_state SET status = 'QUEUED', due_at = now(), completed_at = NULL,"
        + " failure_code = NULL WHERE id = '%s'".formatted(id);
  }

  private int drop() {
    return months.dropOldest(Duration.ZERO, () -> false);
  }

  @Test
  void isGoneOnWithBeforeAnyOther() {
    assertThat(months.isOneLeaving()).isFalse();
    itIsOpenAndItsStateIsAway();
    assertThat(months.isOneLeaving()).isTrue();

    assertThat(drop()).isZero();

    assertThat(months.isOneLeaving()).isFalse();
    assertThat(database.count("delivery")).isOne();
  }

  @Test
  void itsDeliveriesAreNotTakenForGone() {
    itIsOpenAndItsStateIsAway();

    assertThat(new EndedDeliveryStore(database.jdbc()).hold(List.of(id))).isEmpty();
  }

  @Test
  void theirReportsAreNeeded() {
    itIsOpenAndItsStateIsAway();

    Instant aMinuteAgo = Instant.now().minusSeconds(60);
    assertThat(
            new ReportNeedStore(database.jdbc()).neededAfter(new CorrelationId("q3"), aMinuteAgo))
        .isPresent();
  }

  /** A person sends it again after the last look, while a dump keeps its month from going. */
  @Test
  void isBackAtTheNextRoundWhenADumpHasEnded() throws Exception {
    try (Connection dump = database.dataSource().getConnection();
        Connection person = database.dataSource().getConnection();
        Statement reading = dump.createStatement();
        Statement acting = person.createStatement()) {
      dump.setAutoCommit(false);
      reading.execute("SELECT FROM delivery");
      person.setAutoCommit(false);
      acting.execute(openAgain());
      CompletableFuture<Integer> dropping = CompletableFuture.supplyAsync(this::drop);
      awaitThatSomebodyWaitsForALock();
      person.commit();
      assertThat(dropping.join()).isZero();
      assertThat(months.isOneLeaving()).isTrue();
      dump.rollback();
    }

    assertThat(drop()).isZero();

    assertThat(months.isOneLeaving()).isFalse();
    assertThat(database.count("delivery WHERE status = 'QUEUED'")).isOne();
  }

  private void awaitThatSomebodyWaitsForALock() {
    await().until(() -> database.count("pg_locks WHERE NOT granted") > 0);
  }
}
