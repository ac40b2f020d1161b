package io.chasqui.delivery.store;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryMonths;
import io.chasqui.delivery.DeliveryQueries;
import io.chasqui.delivery.NewDeliveries;
import io.chasqui.delivery.StoredDelivery;
import io.chasqui.platform.TemporarilyUnavailable;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestMonths;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** Months of deliveries come and go. */
class DeliveryMonthsIT {

  private static final Duration NO_TIME = Duration.ZERO;
  private static final int MANY = 5_000;

  private final TestDatabase database = TestDatabase.fresh();
  private final NewDeliveries intake = new NewDeliveryStore(database.jdbc());
  private final DeliveryQueries queries = new DeliveryQueryStore(database.jdbc());
  private final DeliveryMonths months = new MonthStore(database.jdbc(), database.dataSource());
  private List<DeliveryId> old;

  @BeforeEach
  void someWereDeliveredAndTheirMonthIsOver() {
    old = store(3);
    old.forEach(id -> status(id, "DELIVERED"));
    sql("UPDATE delivery_state SET completed_at = now() - interval '10 days'");
    sql(
        "INSERT INTO delivery_attempt (delivery_id, number, worker, started_at)"
            + " SELECT id, 1, 'w', now() FROM delivery_state");
    TestMonths.endTheFirst(database);
  }

  @Test
  void aMonthThatIsMissingIsMadeOnceByAllServersTogether() {
    YearMonth next = months.missing(4).get(0);
    assertThat(months.missing(3)).isEmpty();

    List<List<YearMonth>> made = atTheSameTime(() -> months.add(4));

    assertThat(made.stream().flatMap(List::stream)).containsExactly(next);
    assertThat(months.missing(4)).isEmpty();
    String table = "delivery_state_" + next.toString().replace('-', '_');
    assertThat(text("SELECT reloptions::text FROM pg_class WHERE relname = '" + table + "'"))
        .contains("fillfactor=80", "autovacuum_vacuum_scale_factor=0.02");
    assertThat(
            text(
                "SELECT string_agg(confrelid::regclass::text, ',') FROM pg_constraint"
                    + " WHERE contype = 'f' AND conrelid = '"
                    + table
                    + "'::regclass"))
        .isEqualTo(table.replace("state", "message"));
  }

  /** Whatever else names a delivery would keep its month from going. */
  @Test
  void onlyStatesAndAttemptsReferToDeliveries() {
    assertThat(
            database
                .jdbc()
                .sql(
                    """
                    SELECT DISTINCT split_part(conrelid::regclass::text, '_', 2)
                    FROM pg_constraint
                    WHERE contype = 'f' AND confrelid::regclass::text ~ '^delivery(_|$)'
                    """)
                .query(String.class)
                .list())
        .containsExactlyInAnyOrder("state", "attempt");
  }

  @Test
  void whatHasNoMonthCannotBeStoredNow() {
    StoredDelivery ahead = fresh(DeliveryId.firstAt(Instant.parse("2150-01-01T00:00:00Z")));

    assertThatThrownBy(() -> intake.addAll(List.of(ahead)))
        .isInstanceOf(TemporarilyUnavailable.class)
        .hasMessageContaining("this machine's clock");

    assertThat(database.count("delivery_message")).isEqualTo(3);
  }

  @Test
  void aMonthGoesWhenEverythingInItEndedLongAgo() {
    List<DeliveryId> young = store(2);
    assertThat(drop(Duration.ofDays(11))).isZero();

    assertThat(drop(NO_TIME)).isEqualTo(3);

    assertThat(drop(NO_TIME)).isZero();
    assertThat(old).allMatch(id -> queries.find(id).isEmpty());
    assertThat(young).allMatch(id -> queries.find(id).isPresent());
    assertThat(database.count("delivery_attempt")).isZero();
    assertThat(database.count("pg_class WHERE relname LIKE 'delivery%first%'")).isZero();
  }

  @Test
  void whatGoesIsCounted() {
    status(old.get(0), "FAILED");
    sql("UPDATE delivery_message SET created_at = '2026-11-01T23:30Z'");
    sql(
        "INSERT INTO delivery_statistics VALUES"
            + " ('2026-11-01', 'EMAIL', 'REQUEST', NULL, 'DELIVERED', NULL, 40)");

    drop(NO_TIME);

    assertThat(
            database
                .jdbc()
                .sql(
                    "SELECT concat_ws(' ', day, channel, origin_kind, status, failure_code, n)"
                        + " FROM delivery_statistics ORDER BY status")
                .query(String.class)
                .list())
        .containsExactly(
            "2026-11-01 EMAIL REQUEST DELIVERED 42", "2026-11-01 EMAIL REQUEST FAILED TEST 1");
  }

  @Test
  void aMonthWithAnOpenOrAnUncertainDeliveryStays() {
    for (String status : new String[] {"SCHEDULED", "SENDING", "RETRYING", "UNCERTAIN"}) {
      status(old.get(0), status);

      assertThat(drop(NO_TIME)).as(status).isZero();
    }

    assertThat(database.count("delivery")).isEqualTo(3);
    status(old.get(0), "CANCELLED");
    assertThat(drop(NO_TIME)).isEqualTo(3);
  }

  @Test
  void aMonthThatStaysKeepsNoLaterOne() {
    sql("DELETE FROM delivery_message");
    for (String part : List.of("delivery_state", "delivery_attempt", "delivery_message")) {
      sql("ALTER TABLE %1$s DETACH PARTITION %1$s_first".formatted(part));
      sql(
          "ALTER TABLE %1$s ATTACH PARTITION %1$s_first".formatted(part)
              + " FOR VALUES FROM (MINVALUE) TO (first_delivery_id('2020-02-01T00:00Z'))");
    }
    database.jdbc().sql("SELECT add_delivery_month('2020-02-01')").query(Boolean.class).single();
    DeliveryId undecided = storeAt("2020-01-15T12:00:00Z", "UNCERTAIN");
    DeliveryId later = storeAt("2020-02-15T12:00:00Z", "DELIVERED");

    assertThat(drop(NO_TIME)).isEqualTo(1);

    assertThat(queries.find(later)).isEmpty();
    assertThat(queries.find(undecided)).isPresent();
  }

  @Test
  void whatIsHalfAwayGoesEvenWhenRowsAreKeptForLongerSince() {
    sql("ALTER TABLE delivery_state DETACH PARTITION delivery_state_first");
    sql("ALTER TABLE delivery_attempt DETACH PARTITION delivery_attempt_first");

    assertThat(drop(Duration.ofDays(11))).isEqualTo(3);
  }

  @Test
  void whileSomebodyReadsItGoesLaterAndNobodyWaitsForThat() throws SQLException {
    try (Connection reading = database.dataSource().getConnection()) {
      reading.setAutoCommit(false);
      reading.createStatement().execute("SELECT FROM delivery");

      CompletableFuture<Integer> dropping = CompletableFuture.supplyAsync(() -> drop(NO_TIME));
      while (!dropping.isDone()) {
        List<DeliveryId> young = store(1);
        sql("SET statement_timeout = '500ms'");
        status(young.get(0), "DELIVERED");
        assertThat(queries.find(young.get(0))).isPresent();
      }

      assertThat(dropping.join()).isZero();
      reading.rollback();
    }
    assertThat(drop(NO_TIME)).isEqualTo(3);
  }

  @Test
  void whatWasStartedAnewMeanwhileStays() {
    status(old.get(0), "QUEUED");
    sql("ALTER TABLE delivery_state DETACH PARTITION delivery_state_first");

    assertThat(drop(NO_TIME)).isZero();

    assertThat(queries.find(old.get(0)).orElseThrow().status()).isEqualTo(DeliveryStatus.QUEUED);
    assertThat(database.count("delivery")).isEqualTo(3);
  }

  @Test
  void whatAServerLeftHalfDoneIsDoneByTheNext() {
    sql("ALTER TABLE delivery_state DETACH PARTITION delivery_state_first");
    sql("ALTER TABLE delivery_attempt DETACH PARTITION delivery_attempt_first");
    sql("ALTER TABLE delivery_message DETACH PARTITION delivery_message_first");

    assertThat(drop(NO_TIME)).isEqualTo(3);
  }

  @Test
  void severalServersDropAMonthOnce() {
    assertThat(atTheSameTime(() -> drop(NO_TIME))).containsOnlyOnce(3);
    assertThat(text("SELECT sum(n)::text FROM delivery_statistics")).isEqualTo("3");
  }

  @Test
  void whatAServerHadCountedWhenItDiedIsCountedOnce() {
    manyMore();

    assertThatThrownBy(() -> months.dropOldest(NO_TIME, meanwhile(this::endWhoeverCounts)))
        .isInstanceOf(DataAccessException.class);
    assertThat(database.count("delivery_statistics")).isZero();

    assertThat(drop(NO_TIME)).isEqualTo(3 + MANY);
    assertThat(text("SELECT sum(n)::text FROM delivery_statistics"))
        .isEqualTo(Integer.toString(3 + MANY));
  }

  @Test
  void aServerThatIsToStopLeavesTheRestToTheNext() {
    manyMore();

    assertThat(months.dropOldest(NO_TIME, () -> !whoCount().isEmpty())).isZero();

    assertThat(whoCount()).isEmpty();
    assertThat(drop(NO_TIME)).isEqualTo(3 + MANY);
    assertThat(text("SELECT sum(n)::text FROM delivery_statistics"))
        .isEqualTo(Integer.toString(3 + MANY));
  }

  /** The first look may have passed it by then. */
  @Test
  void whatIsSentAgainWhileItsMonthIsLookedAtKeepsIt() {
    manyMore();

    int gone = months.dropOldest(NO_TIME, once(() -> status(old.get(0), "SENDING")));

    assertThat(gone).isZero();
    assertThat(text("SELECT status FROM delivery WHERE id = '" + old.get(0) + "'"))
        .isEqualTo("SENDING");
  }

  @Test
  void whatHasEndedAgainByThenKeepsItToo() {
    manyMore();

    int gone = months.dropOldest(NO_TIME, once(this::endTheOldOneAgain));

    assertThat(gone).isZero();
    assertThat(queries.find(old.get(0))).isPresent();
  }

  @Test
  void oneOfManyThatEndedLatelyKeepsItsMonth() {
    manyMore();
    sql(
        "UPDATE delivery_state_first SET completed_at = now() + interval '1 hour'"
            + " WHERE ctid = (SELECT max(ctid) FROM delivery_state_first)");

    assertThat(drop(NO_TIME)).isZero();

    assertThat(database.count("delivery")).isEqualTo(3 + MANY);
  }

  /** So many that they are looked at in several steps. */
  private void manyMore() {
    sql(
        """
        WITH template AS (SELECT to_jsonb(delivery) AS row FROM delivery LIMIT 1),
        filled AS MATERIALIZED (
          SELECT row || jsonb_build_object('id', uuidv7('-1 day')) AS row
          FROM template CROSS JOIN generate_series(1, %s)
        ), messages AS (
          INSERT INTO delivery_message
          SELECT message.* FROM filled
          CROSS JOIN LATERAL jsonb_populate_record(NULL::delivery_message, row) AS message
        )
        INSERT INTO delivery_state
        SELECT state.* FROM filled
        CROSS JOIN LATERAL jsonb_populate_record(NULL::delivery_state, row) AS state
        """
            .formatted(MANY));
  }

  private void endTheOldOneAgain() {
    sql(
        "UPDATE delivery_state SET completed_at = now() + interval '1 hour' WHERE id = '%s'"
            .formatted(old.get(0)));
  }

  /** Done after each step, until one fails; none is told to be the last. */
  private static BooleanSupplier meanwhile(Runnable act) {
    return () -> {
      act.run();
      return false;
    };
  }

  /** The same after the first step alone. */
  private static BooleanSupplier once(Runnable act) {
    AtomicBoolean isDone = new AtomicBoolean();
    return meanwhile(
        () -> {
          if (!isDone.getAndSet(true)) {
            act.run();
          }
        });
  }

  private void endWhoeverCounts() {
    whoCount().forEach(pid -> text("SELECT pg_terminate_backend(%s)::text".formatted(pid)));
  }

  /** Sessions, by the lock under which they count. */
  private List<Integer> whoCount() {
    return database
        .jdbc()
        .sql(
            """
            SELECT pid FROM pg_locks
            WHERE relation = to_regclass('delivery_state_first') AND mode = 'ShareLock' AND granted
            """)
        .query(Integer.class)
        .list();
  }

  private int drop(Duration endedFor) {
    return months.dropOldest(endedFor, () -> false);
  }

  private static <T> List<T> atTheSameTime(Supplier<T> act) {
    List<CompletableFuture<T>> all =
        Stream.generate(() -> CompletableFuture.supplyAsync(act)).limit(4).toList();
    return all.stream().map(CompletableFuture::join).toList();
  }

  private List<DeliveryId> store(int count) {
    List<StoredDelivery> fresh =
        IntStream.range(0, count).mapToObj(i -> fresh(DeliveryId.fresh())).toList();
    intake.addAll(fresh);
    return fresh.stream().map(StoredDelivery::id).toList();
  }

  private DeliveryId storeAt(String time, String status) {
    DeliveryId id = DeliveryId.firstAt(Instant.parse(time));
    intake.addAll(List.of(fresh(id)));
    status(id, status);
    return id;
  }

  private static StoredDelivery fresh(DeliveryId id) {
    return new StoredDelivery(id, anEmail().build(), Instant.now(), null);
  }

  /** Whatever the delivery was before. */
  private void status(DeliveryId id, String status) {
    database
        .jdbc()
        .sql(
            """
            UPDATE delivery_state
            SET status = :status,
                completed_at = CASE
                  WHEN :status NOT IN ('SCHEDULED', 'QUEUED', 'SENDING', 'RETRYING')
                  THEN now() - interval '10 days' END,
                failure_code = CASE WHEN :status IN ('FAILED', 'UNCERTAIN') THEN 'TEST' END
            WHERE id = :id
            """)
        .param("status", status)
        .param("id", id.value())
        .update();
  }

  private String text(String query) {
    return database.jdbc().sql(query).query(String.class).single();
  }

  private void sql(String statement) {
    database.jdbc().sql(statement).update();
  }
}
