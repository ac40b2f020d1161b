package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryCharts;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryStates;
import io.chasqui.delivery.DueCount;
import io.chasqui.delivery.EndedCount;
import io.chasqui.delivery.FailureCount;
import io.chasqui.delivery.Lateness;
import io.chasqui.delivery.Undelivered;
import io.chasqui.platform.db.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Charts in PostgreSQL. Nothing is written with a delivery for them: what has ended a moment ago is
 * found by the index that says what is to be erased next, which has every delivery that has ended
 * and whose personal data are there still. Those that are uncertain are not in it; they are few,
 * and found by their status.
 */
@Repository
class ChartStore implements DeliveryCharts {

  /** Of the lock that one process counts under. */
  private static final long LOCK = 0x6368_6172_7473L;

  /**
   * What has ended until when is known: by a transaction that is still open something may have
   * ended at its beginning. One that stays open is not waited for beyond a minute. Of sessions of
   * other roles nothing is known; their transactions take less than five seconds.
   */
  static final String KNOWN_UNTIL =
      """
      SELECT least(
        counted.until + interval '1 hour',
        greatest(
          now() - interval '1 minute',
          least(now() - interval '5 seconds', (
            SELECT min(xact_start) FROM pg_stat_activity
            WHERE datname = current_database() AND backend_xid IS NOT NULL
              AND pid <> pg_backend_pid())))) AS known
      FROM delivery_counted AS counted
      """;

  /**
   * The first attempt is looked up by its key, for those only that were delivered by it, and so is
   * the message, for those are left out that tried a template.
   */
  static final String COUNT =
      """
      INSERT INTO delivery_minute AS counted (minute, channel, status, n, retried, late_ms)
      SELECT date_trunc('minute', completed_at, 'UTC'), channel, status, count(*),
        count(*) FILTER (WHERE attempt > 1), %3$s
      FROM (
        SELECT ended.*, CASE WHEN first.started_at IS NOT NULL THEN
          least(15, greatest(0, floor(log(2, greatest(
            extract(epoch FROM first.started_at - scheduled_time) * 1000, 1)))::int - 3))
          END AS bucket
        FROM (
          SELECT id, channel, status, attempt, scheduled_time, completed_at FROM delivery_state
          WHERE status IN %1$s AND erased_at IS NULL
            AND completed_at >= :from AND completed_at < :until
          UNION ALL
          SELECT id, channel, status, attempt, scheduled_time, completed_at FROM delivery_state
          WHERE status = 'UNCERTAIN' AND completed_at >= :from AND completed_at < :until
        ) AS ended
        LEFT JOIN LATERAL (
          SELECT started_at FROM delivery_attempt
          WHERE delivery_id = ended.id AND number = 1
            AND ended.status = 'DELIVERED' AND ended.attempt = 1
          OFFSET 0
        ) AS first ON true
        CROSS JOIN LATERAL (
          SELECT FROM delivery_message
          WHERE delivery_message.id = ended.id AND origin_kind <> 'TEST'
          OFFSET 0
        ) AS of_somebody
      ) AS ended
      GROUP BY 1, 2, 3
      ON CONFLICT (minute, channel, status) DO UPDATE
      SET n = counted.n + excluded.n,
          retried = counted.retried + excluded.retried,
          late_ms = %2$s
      """
          .formatted(
              DeliveryStates.FINAL,
              array("counted.late_ms[%1$s] + excluded.late_ms[%1$s]"),
              array("(count(*) FILTER (WHERE bucket = %1$s - 1))::int"));

  private static final String FOLD =
      """
      WITH old AS (
        DELETE FROM delivery_minute
        WHERE minute < date_trunc('hour', now() - interval '48 hours', 'UTC')
        RETURNING *
      )
      INSERT INTO delivery_hour AS counted (hour, channel, status, n, retried, late_ms)
      SELECT date_trunc('hour', minute, 'UTC'), channel, status, sum(n), sum(retried), %s
      FROM old GROUP BY 1, 2, 3
      ON CONFLICT (hour, channel, status) DO UPDATE
      SET n = counted.n + excluded.n,
          retried = counted.retried + excluded.retried,
          late_ms = %s
      """
          .formatted(
              array("sum(late_ms[%1$s])::bigint"),
              array("counted.late_ms[%1$s] + excluded.late_ms[%1$s]"));

  static final String BY_MINUTE =
      """
      SELECT minute AS begins, channel, status, n, retried, late_ms FROM delivery_minute
      WHERE minute >= :from AND minute < :to
      ORDER BY minute, channel, status
      """;

  static final String BY_HOUR =
      """
      SELECT hour AS begins, channel, status, sum(n)::bigint AS n, sum(retried)::bigint AS retried,
        %s AS late_ms
      FROM (
        SELECT hour, channel, status, n, retried, late_ms FROM delivery_hour
        WHERE hour >= :from AND hour < :to
        UNION ALL
        SELECT date_trunc('hour', minute, 'UTC'), channel, status, n, retried, late_ms
        FROM delivery_minute
        WHERE minute >= :from AND minute < :to
      ) AS counted
      GROUP BY hour, channel, status
      ORDER BY hour, channel, status
      """
          .formatted(array("sum(late_ms[%1$s])::bigint"));

  /**
   * What is counted and what is not yet, in one statement, or a count in between would make it
   * twice or not at all. The rows are read in the order of an index, so that a limit ends it. That
   * minutes lie before now says to PostgreSQL that they are few, whatever the period.
   */
  static final String ENDED_SINCE =
      """
      SELECT status, sum(n)::bigint AS n FROM (
        SELECT status, n FROM delivery_minute WHERE minute >= :from AND minute <= now()
        UNION ALL
        SELECT status, n FROM delivery_hour WHERE hour >= :from AND hour <= now()
        UNION ALL
        SELECT ended.status, 1 FROM delivery_counted
        CROSS JOIN LATERAL (
          SELECT status FROM delivery_state
          WHERE status IN %s AND erased_at IS NULL
            AND completed_at >= greatest(:from, delivery_counted.until)
          ORDER BY completed_at LIMIT :most
        ) AS ended
        UNION ALL
        SELECT ended.status, 1 FROM delivery_counted
        CROSS JOIN LATERAL (
          SELECT status FROM delivery_state
          WHERE status = 'UNCERTAIN' AND completed_at >= greatest(:from, delivery_counted.until)
          OFFSET 0
        ) AS ended
      ) AS ended
      GROUP BY status
      """
          .formatted(DeliveryStates.FINAL);

  /** Of each state the newest are read once, by the index that lists read. */
  static final String UNDELIVERED =
      """
      WITH recent AS MATERIALIZED (
        (SELECT %1$s FROM delivery_state WHERE status = 'FAILED' ORDER BY id DESC LIMIT :most)
        UNION ALL
        (SELECT %1$s FROM delivery_state WHERE status = 'EXPIRED' ORDER BY id DESC LIMIT :most)
        UNION ALL
        (SELECT %1$s FROM delivery_state WHERE status = 'UNCERTAIN' ORDER BY id DESC LIMIT :most)
      ), reasons AS (
        SELECT status, failure_code, count(*) AS n FROM recent
        WHERE completed_at >= :since
        GROUP BY status, failure_code
      ), latest AS (
        SELECT * FROM recent ORDER BY id DESC LIMIT :limit
      )
      SELECT latest.*, message.correlation_id, coalesce(reasons.n, 0) AS n
      FROM latest
      CROSS JOIN LATERAL (
        SELECT correlation_id FROM delivery_message WHERE id = latest.id OFFSET 0
      ) AS message
      LEFT JOIN reasons ON reasons.status = latest.status
        AND reasons.failure_code IS NOT DISTINCT FROM latest.failure_code
      ORDER BY latest.id DESC
      """
          .formatted("id, channel, status, failure_code, failure_detail, completed_at");

  static final String FAILURES =
      """
      SELECT channel, failure_code, count(*) AS n FROM delivery_state AS failed
      CROSS JOIN LATERAL (
        SELECT FROM delivery_message
        WHERE delivery_message.id = failed.id AND origin_kind <> 'TEST'
        OFFSET 0
      ) AS of_somebody
      WHERE status IN %s AND status = 'FAILED' AND erased_at IS NULL
        AND completed_at >= now() - :withinMillis * interval '1 millisecond'
      GROUP BY channel, failure_code
      ORDER BY n DESC, channel, failure_code
      """
          .formatted(DeliveryStates.FINAL);

  /** Each channel's are read in the order of an index, so that a limit ends it. */
  static final String DUE =
      """
      SELECT begins, channels.name AS channel, n
      FROM unnest(:channels) AS channels (name)
      CROSS JOIN (
        SELECT greatest(now(), five) AS begins, least(now() + interval '1 hour',
          five + interval '5 minutes') AS ends
        FROM generate_series(
          date_bin('5 minutes', now(), timestamptz '2000-01-01 00:00Z'),
          now() + interval '1 hour' - interval '1 microsecond', '5 minutes') AS five
      ) AS steps
      CROSS JOIN LATERAL (
        SELECT count(*) AS n FROM (
          SELECT FROM delivery_state
          WHERE channel = channels.name AND status IN %s AND due_at >= begins AND due_at < ends
          ORDER BY due_at LIMIT :most
        ) AS due
      ) AS counted
      WHERE n > 0
      ORDER BY begins, channels.name
      """
          .formatted(DeliveryStates.WAITING);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  ChartStore(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** An expression for each place of the histogram. */
  private static String array(String expression) {
    return IntStream.rangeClosed(1, Lateness.BUCKETS)
        .mapToObj(expression::formatted)
        .collect(Collectors.joining(", ", "ARRAY[", "]"));
  }

  @Override
  public boolean count() {
    return Boolean.TRUE.equals(
        transaction.execute(status -> isMyTurn() && countFrom(countedUntil())));
  }

  private boolean isMyTurn() {
    return jdbc.sql("SELECT pg_try_advisory_xact_lock(:lock)")
        .param("lock", LOCK)
        .query(Boolean.class)
        .single();
  }

  private boolean countFrom(Instant from) {
    Instant until =
        jdbc.sql(KNOWN_UNTIL).query((row, number) -> Times.instant(row, "known")).single();
    if (!until.isAfter(from)) {
      return false;
    }
    jdbc.sql(COUNT).param("from", Times.utc(from)).param("until", Times.utc(until)).update();
    jdbc.sql("UPDATE delivery_counted SET until = :until")
        .param("until", Times.utc(until))
        .update();
    jdbc.sql(FOLD).update();
    return Duration.between(from, until).compareTo(Duration.ofHours(1)) >= 0;
  }

  @Override
  public Instant countedUntil() {
    return jdbc.sql("SELECT until FROM delivery_counted")
        .query((row, number) -> Times.instant(row, "until"))
        .single();
  }

  @Override
  public List<EndedCount> byMinute(Instant from, Instant to) {
    return ended(BY_MINUTE, from, to);
  }

  @Override
  public List<EndedCount> byHour(Instant from, Instant to) {
    return ended(BY_HOUR, from, to);
  }

  private List<EndedCount> ended(String sql, Instant from, Instant to) {
    return jdbc.sql(sql)
        .param("from", Times.utc(from))
        .param("to", Times.utc(to))
        .query(ChartStore::endedCount)
        .list();
  }

  private static EndedCount endedCount(ResultSet row, int number) throws SQLException {
    List<Long> late =
        Arrays.stream((Number[]) row.getArray("late_ms").getArray())
            .map(Number::longValue)
            .toList();
    return new EndedCount(
        Times.instant(row, "begins"),
        Channel.valueOf(row.getString("channel")),
        DeliveryStatus.valueOf(row.getString("status")),
        row.getLong("n"),
        row.getLong("retried"),
        new Lateness(late));
  }

  @Override
  public Map<DeliveryStatus, Long> endedSince(Instant from) {
    Map<DeliveryStatus, Long> ended = new EnumMap<>(DeliveryStatus.class);
    jdbc.sql(ENDED_SINCE)
        .param("from", Times.utc(from))
        .param("most", MOST_DUE)
        .query(
            row -> {
              ended.put(DeliveryStatus.valueOf(row.getString("status")), row.getLong("n"));
            });
    return ended;
  }

  @Override
  public List<Undelivered> undelivered(Instant since, int limit) {
    return jdbc.sql(UNDELIVERED)
        .param("since", Times.utc(since))
        .param("most", MOST_UNDELIVERED)
        .param("limit", limit)
        .query(ChartStore::undelivered)
        .list();
  }

  private static Undelivered undelivered(ResultSet row, int number) throws SQLException {
    return new Undelivered(
        new DeliveryId(row.getObject("id", UUID.class)),
        row.getString("correlation_id"),
        Channel.valueOf(row.getString("channel")),
        DeliveryStatus.valueOf(row.getString("status")),
        row.getString("failure_code"),
        row.getString("failure_detail"),
        Times.instant(row, "completed_at"),
        row.getLong("n"));
  }

  @Override
  public List<FailureCount> failures(Duration within) {
    return jdbc.sql(FAILURES)
        .param("withinMillis", within.toMillis())
        .query(
            (row, number) ->
                new FailureCount(
                    Channel.valueOf(row.getString("channel")),
                    row.getString("failure_code"),
                    row.getLong("n")))
        .list();
  }

  @Override
  public List<DueCount> dueWithinAnHour() {
    return jdbc.sql(DUE)
        .param("channels", Arrays.stream(Channel.values()).map(Enum::name).toArray(String[]::new))
        .param("most", MOST_DUE)
        .query(
            (row, number) ->
                new DueCount(
                    Times.instant(row, "begins"),
                    Channel.valueOf(row.getString("channel")),
                    row.getLong("n")))
        .list();
  }

  @Override
  public int removeHours(Duration olderThan, int atMost) {
    return jdbc.sql(
            """
            DELETE FROM delivery_hour WHERE ctid = ANY (ARRAY (
              SELECT ctid FROM delivery_hour
              WHERE hour < now() - :millis * interval '1 millisecond'
              LIMIT :atMost FOR UPDATE SKIP LOCKED))
            """)
        .param("millis", olderThan.toMillis())
        .param("atMost", atMost)
        .update();
  }
}
