package io.chasqui.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DueCount;
import io.chasqui.delivery.EndedCount;
import io.chasqui.delivery.FailureCount;
import io.chasqui.delivery.OldestDue;
import io.chasqui.delivery.Undelivered;
import io.chasqui.testing.StatementPlans;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestMonths;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What charts are drawn from, counted among many deliveries in several months. */
class ChartStoreIT {

  private static final int MONTHS = 6;

  private static final TestDatabase database = TestDatabase.fresh();
  private static final JdbcClient jdbc = database.jdbc();
  private static final DataSource pool = database.pool();
  private static final StatementPlans plans = new StatementPlans(jdbc);

  private final ChartStore charts =
      new ChartStore(
          JdbcClient.create(pool), new TransactionTemplate(new JdbcTransactionManager(pool)));

  @BeforeAll
  static void thereAreMonths() {
    TestMonths.inPlaceOfTheFirst(jdbc, MONTHS);
    jdbc.sql("SET plan_cache_mode = force_generic_plan").update();
    plans.prepare("count_ended (timestamptz, timestamptz)", ChartStore.COUNT, "from", "until");
    plans.prepare("by_minute (timestamptz, timestamptz)", ChartStore.BY_MINUTE, "from", "to");
    plans.prepare("failures (bigint)", ChartStore.FAILURES, "withinMillis");
    plans.prepare("ended_since (timestamptz, bigint)", ChartStore.ENDED_SINCE, "from", "most");
    plans.prepare(
        "undelivered (bigint, timestamptz, bigint)",
        ChartStore.UNDELIVERED,
        "most",
        "since",
        "limit");
    plans.prepare("due (text[], bigint)", ChartStore.DUE, "channels", "most");
  }

  @BeforeEach
  void clear() {
    jdbc.sql("TRUNCATE delivery_message, delivery_minute, delivery_hour CASCADE").update();
    countedUntil("now() - interval '2 hours'");
  }

  @Test
  void whatHasEndedIsCountedOnceByItsMinute() {
    ended("DELIVERED", 1, "now() - interval '10 minutes'", 5, "20 milliseconds");
    ended("DELIVERED", 2, "now() - interval '10 minutes'", 2, "1 second");
    ended("FAILED", 3, "now() - interval '10 minutes'", 3, "1 second");
    ended("UNCERTAIN", 1, "now() - interval '10 minutes'", 1, "1 second");
    ended("DELIVERED", 1, "now() - interval '1 second'", 7, "1 second");

    countAll();
    countAll();

    List<EndedCount> counts = charts.byMinute(Instant.now().minus(Duration.ofHours(1)), soon());
    assertThat(counts)
        .extracting(EndedCount::status, EndedCount::n, EndedCount::retried)
        .containsExactlyInAnyOrder(
            tuple(DeliveryStatus.DELIVERED, 7L, 2L),
            tuple(DeliveryStatus.FAILED, 3L, 3L),
            tuple(DeliveryStatus.UNCERTAIN, 1L, 0L));
    EndedCount delivered =
        counts.stream().filter(one -> one.status() == DeliveryStatus.DELIVERED).findAny().get();
    assertThat(delivered.channel()).isEqualTo(Channel.EMAIL);
    assertThat(delivered.lateness().counts().get(1)).as("16 to 32 ms").isEqualTo(5);
    assertThat(delivered.lateness().counts().stream().mapToLong(Long::longValue).sum())
        .as("of those that were delivered at once")
        .isEqualTo(5);
    assertThat(charts.countedUntil()).isBetween(Instant.now().minusSeconds(15), Instant.now());
  }

  @Test
  void whatATransactionThatIsOpenHasEndedIsCountedWhenItIsCommitted() throws SQLException {
    ended("SCHEDULED", 0, "NULL", 1, "0");
    try (Connection open = database.dataSource().getConnection();
        Statement statement = open.createStatement()) {
      open.setAutoCommit(false);
      statement.execute("UPDATE delivery_state SET status = 'CANCELLED', completed_at = now()");
      jdbc.sql("SELECT pg_sleep(0.1)").query((row, number) -> 1).single();
      charts.count();
      Instant before = charts.countedUntil();
      Instant ended = begun(statement);
      assertThat(before).isBeforeOrEqualTo(ended);
      open.commit();
    }
    assertThat(database.count("delivery_state WHERE status = 'CANCELLED'")).isEqualTo(1);
  }

  @Test
  void twoDaysLaterHoursAreEnough() {
    countedUntil("now() - interval '50 hours'");
    ended("DELIVERED", 1, "now() - interval '49 hours 30 minutes'", 4, "20 milliseconds");
    ended("DELIVERED", 2, "now() - interval '49 hours 29 minutes'", 1, "20 milliseconds");
    ended("DELIVERED", 1, "now() - interval '20 minutes'", 2, "20 milliseconds");

    countAll();

    assertThat(database.count("delivery_minute")).isEqualTo(1);
    List<EndedCount> hours = charts.byHour(Instant.now().minus(Duration.ofHours(60)), soon());
    assertThat(hours.stream().mapToLong(EndedCount::n).sum()).isEqualTo(7);
    assertThat(hours.stream().mapToLong(EndedCount::retried).sum()).isEqualTo(1);
    assertThat(hours.stream().mapToLong(one -> one.lateness().counts().get(1)).sum()).isEqualTo(6);
    assertThat(hours)
        .allMatch(one -> one.begins().equals(one.begins().truncatedTo(ChronoUnit.HOURS)));
    assertThat(charts.removeHours(Duration.ofHours(40), 100)).isPositive();
    assertThat(charts.byHour(Instant.now().minus(Duration.ofHours(60)), soon())).hasSize(1);
  }

  @Test
  void oneCountsAndAnotherDoesNotWaitForIt() throws SQLException {
    Instant before = charts.countedUntil();
    try (Connection counting = database.dataSource().getConnection();
        Statement statement = counting.createStatement()) {
      counting.setAutoCommit(false);
      statement.execute("SELECT pg_advisory_xact_lock(" + 0x6368_6172_7473L + ")");

      assertThat(charts.count()).isFalse();
      assertThat(charts.countedUntil()).isEqualTo(before);
      counting.rollback();
    }
    charts.count();
    assertThat(charts.countedUntil()).isAfter(before);
  }

  @Test
  void whyDeliveriesFailedIsToldByHowManyDid() {
    ended("FAILED", 3, "now() - interval '10 minutes'", 3, "1 second");
    jdbc.sql("UPDATE delivery_state SET failure_code = 'RELAY'").update();
    ended("FAILED", 3, "now() - interval '10 minutes'", 2, "1 second");
    ended("FAILED", 3, "now() - interval '2 hours'", 9, "1 second");

    assertThat(charts.failures(Duration.ofHours(1)))
        .containsExactly(
            new FailureCount(Channel.EMAIL, "RELAY", 3),
            new FailureCount(Channel.EMAIL, "TEST", 2));
  }

  @Test
  void whatHasEndedIsKnownBeforeItIsCountedAndOnceWhenItIs() {
    ended("DELIVERED", 1, "now() - interval '10 minutes'", 5, "20 milliseconds");
    ended("FAILED", 3, "now() - interval '1 second'", 3, "1 second");
    ended("UNCERTAIN", 1, "now() - interval '1 second'", 2, "1 second");
    Instant anHourAgo = Instant.now().minus(Duration.ofHours(1));
    Map<DeliveryStatus, Long> all =
        Map.of(
            DeliveryStatus.DELIVERED, 5L, DeliveryStatus.FAILED, 3L, DeliveryStatus.UNCERTAIN, 2L);

    assertThat(charts.endedSince(anHourAgo)).isEqualTo(all);
    charts.count();
    assertThat(charts.endedSince(anHourAgo)).isEqualTo(all);
    assertThat(charts.endedSince(Instant.now().minusSeconds(60)))
        .containsOnlyKeys(DeliveryStatus.FAILED, DeliveryStatus.UNCERTAIN);
  }

  @Test
  void whatDidNotArriveHasItsReasonAndHowOftenItWasThat() {
    ended("FAILED", 3, "now() - interval '2 hours'", 4, "1 second");
    ended("FAILED", 3, "now() - interval '10 minutes'", 3, "1 second");
    ended("UNCERTAIN", 1, "now() - interval '10 minutes'", 1, "1 second");
    ended("DELIVERED", 1, "now() - interval '10 minutes'", 9, "1 second");

    List<Undelivered> latest = charts.undelivered(Instant.now().minus(Duration.ofHours(1)), 5);

    assertThat(latest)
        .hasSize(5)
        .isSortedAccordingTo(
            Comparator.comparing((Undelivered one) -> one.id().toString()).reversed())
        .allMatch(one -> one.n() == (one.status() == DeliveryStatus.FAILED ? 3 : 1))
        .allMatch(one -> "TEST".equals(one.failureCode()) && one.correlationId().equals("r"));
  }

  @Test
  void whatIsDueIsCountedUpToALimit() {
    ended("SCHEDULED", 0, "NULL", 7, "0");
    OldestDue oldest = new OldestDue(jdbc);

    assertThat(oldest.byChannel(5)).containsOnlyKeys(Channel.EMAIL);
    assertThat(oldest.byChannel(5).get(Channel.EMAIL).n()).isEqualTo(5);
    assertThat(oldest.byChannel(9).get(Channel.EMAIL).n()).isEqualTo(7);
    assertThat(oldest.byChannel(9).get(Channel.EMAIL).oldest())
        .isBetween(Duration.ofNanos(1), Duration.ofMinutes(1));
  }

  @Test
  void whatWillBeDueIsCountedByFiveMinutes() {
    ended("SCHEDULED", 0, "NULL", 4, "0");
    jdbc.sql("UPDATE delivery_state SET due_at = now() + interval '12 minutes'").update();
    ended("SCHEDULED", 0, "NULL", 2, "0");
    jdbc.sql(
            "UPDATE delivery_state SET due_at = now() + interval '2 hours' WHERE due_at < now() +"
                + " interval '1 minute'")
        .update();

    List<DueCount> due = charts.dueWithinAnHour();

    assertThat(due).hasSize(1);
    assertThat(due.get(0).n()).isEqualTo(4);
    assertThat(due.get(0).begins())
        .isBetween(Instant.now().plusSeconds(6 * 60), Instant.now().plusSeconds(12 * 60 + 1));
    assertThat(due.get(0).begins().getEpochSecond() % 300).isZero();
  }

  /** Each statement reads what it is about, and a page or two of each month beside that. */
  @ParameterizedTest
  @CsvSource({
    "count_ended (now() - interval '1 minute'; now()), 10",
    "failures (3600000), 5",
    "'due (ARRAY[''EMAIL'',''SMS'']; 100000)', 78",
    "by_minute (now() - interval '1 hour'; now()), 2",
    "ended_since (now() - interval '1 hour'; 100000), 10",
    "undelivered (5000; now(); 12), 9"
  })
  void chartsAreReadByAnIndex(String execution, int buffersOfAMonth) throws Exception {
    ended("DELIVERED", 1, "now() - interval '3 hours'", 12_000, "1 second");
    ended("SCHEDULED", 0, "NULL", 2_000, "0");
    jdbc.sql(
            """
            INSERT INTO delivery_minute
            SELECT now() - i * interval '1 minute', 'EMAIL', 'DELIVERED', 1, 0,
              array_fill(0, ARRAY[16])
            FROM generate_series(1, 2880) AS i
            """)
        .update();
    jdbc.sql(
            "UPDATE delivery_state SET due_at = now() + interval '1 day' WHERE status ="
                + " 'SCHEDULED'")
        .update();
    jdbc.sql("VACUUM ANALYZE").update();

    String plan = plans.explain(execution.replace(';', ','));

    JsonNode top = new ObjectMapper().readTree(plan).path(0).path("Plan");
    assertThat(top.path("Shared Hit Blocks").asInt() + top.path("Shared Read Blocks").asInt())
        .as(plan)
        .isLessThanOrEqualTo(buffersOfAMonth * MONTHS);
  }

  private void countAll() {
    while (charts.count()) {
      // An hour at a time.
    }
  }

  private static Instant begun(Statement statement) throws SQLException {
    try (var row = statement.executeQuery("SELECT now()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(60);
  }

  @Test
  void testsOfTemplatesAreInNoCharts() {
    ended("DELIVERED", 1, "now() - interval '10 minutes'", 3, "20 milliseconds");
    ended("FAILED", 1, "now() - interval '10 minutes'", 3, "20 milliseconds");
    jdbc.sql("UPDATE delivery_message SET origin_kind = 'TEST'").update();
    ended("FAILED", 1, "now() - interval '10 minutes'", 1, "20 milliseconds");

    countAll();

    assertThat(charts.byMinute(Instant.now().minus(Duration.ofHours(1)), soon()))
        .extracting(EndedCount::status, EndedCount::n)
        .containsExactly(tuple(DeliveryStatus.FAILED, 1L));
    assertThat(charts.failures(Duration.ofHours(1)))
        .extracting(FailureCount::n)
        .containsExactly(1L);
  }

  private static void countedUntil(String time) {
    jdbc.sql("DELETE FROM delivery_counted").update();
    jdbc.sql("INSERT INTO delivery_counted (until) VALUES (" + time + ")").update();
  }

  /**
   * E-mails of this month and those before it.
   *
   * @param late how long after its time the first attempt began
   */
  private static void ended(String status, int attempts, String at, int n, String late) {
    jdbc.sql(
            """
            WITH fresh AS MATERIALIZED (
              SELECT (left(first_delivery_id(
                  now() - (i %% 3) * interval '1 month' - i * interval '1 millisecond')::text, 19)
                || right(gen_random_uuid()::text, 17))::uuid AS id
              FROM generate_series(1, %1$s) AS i
            ), messages AS (
              INSERT INTO delivery_message (
                id, correlation_id, channel, recipient_kind, recipient, message, on_unknown, created_at)
              SELECT id, 'r', 'EMAIL', 'EMAIL_ADDRESS', 'a@example.com', 'm', 'RESEND', now() FROM fresh
              RETURNING id
            )
            SELECT count(*) FROM messages
            """
                .formatted(n))
        .query(Integer.class)
        .single();
    jdbc.sql(
            """
            INSERT INTO delivery_state (
              id, channel, status, scheduled_time, due_at, completed_at, attempt, failure_code)
            SELECT id, 'EMAIL', '%1$s', now(), now(), %3$s, %2$s,
              CASE WHEN '%1$s' IN ('FAILED', 'UNCERTAIN') THEN 'TEST' END
            FROM delivery_message AS message
            WHERE NOT EXISTS (SELECT FROM delivery_state AS state WHERE state.id = message.id)
            """
                .formatted(status, attempts, at))
        .update();
    if (attempts > 0) {
      jdbc.sql(
              """
              INSERT INTO delivery_attempt (
                delivery_id, number, worker, started_at, ended_at, outcome)
              SELECT id, 1, 'w', scheduled_time + interval '%s', now(), 'DELIVERED'
              FROM delivery_state AS state
              WHERE attempt > 0 AND NOT EXISTS (
                SELECT FROM delivery_attempt WHERE delivery_id = state.id)
              """
                  .formatted(late))
          .update();
    }
  }
}
