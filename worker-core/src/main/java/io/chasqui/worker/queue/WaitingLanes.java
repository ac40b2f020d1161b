package io.chasqui.worker.queue;

import io.chasqui.delivery.Band;
import io.chasqui.jobs.DueSignals;
import io.chasqui.jobs.Queue;
import io.chasqui.worker.lane.Share;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Knows on which lanes of a queue jobs wait. It goes from one lane to the next in the indexes of
 * waiting jobs, and reads the first job of each: what it costs depends on how many lanes there are,
 * not on how many jobs wait on one.
 */
public final class WaitingLanes {

  /** SQL: the first job of each share that is scheduled, its time by the database's clock. */
  private static final String SCHEDULED =
      shares("scheduled", "SCHEDULED", "scheduledat", "scheduledat");

  /**
   * SQL: the first job of each share that is enqueued, which is due, though JobRunr's dashboard may
   * have written the time by a clock that goes fast.
   */
  private static final String ENQUEUED =
      shares("enqueued", "ENQUEUED", "updatedat", "least(updatedat, now() AT TIME ZONE 'UTC')");

  /** SQL: the first job of each share. */
  static final String ALL =
      """
      WITH RECURSIVE %s, %s
      SELECT jobsignature, lane,
        extract(epoch FROM at - (now() AT TIME ZONE 'UTC')) * 1000000 AS micros
      FROM (SELECT * FROM scheduled UNION ALL SELECT * FROM enqueued) AS waiting
      """
          .formatted(SCHEDULED, ENQUEUED);

  private static final String OVERDUE =
      """
      WITH RECURSIVE %s
      SELECT jobsignature, lane FROM scheduled
      WHERE at <= (now() AT TIME ZONE 'UTC') - :millis * interval '1 millisecond'
      """
          .formatted(SCHEDULED);

  private final Queue queue;
  private final JdbcClient jdbc;
  private final Clock databaseClock;

  WaitingLanes(Queue queue, JdbcClient jdbc, Clock databaseClock) {
    this.queue = queue;
    this.jdbc = jdbc;
    this.databaseClock = databaseClock;
  }

  /** Where jobs wait now. */
  WaitingWork look() {
    Instant now = databaseClock.instant();
    Map<Share, Instant> dueAt = new HashMap<>();
    jdbc.sql(ALL)
        .param("signatures", signatures())
        .query(
            row -> {
              Instant at = now.plus(row.getLong("micros"), ChronoUnit.MICROS);
              dueAt.merge(share(row), at, DueSignals::earlier);
            });
    return new WaitingWork(dueAt);
  }

  /** Where scheduled jobs have been due for so long. */
  public List<Share> overdueFor(Duration time) {
    return jdbc.sql(OVERDUE)
        .param("signatures", signatures())
        .param("millis", time.toMillis())
        .query((row, number) -> share(row))
        .list();
  }

  private String[] signatures() {
    return queue.jobSignatures().toArray(String[]::new);
  }

  private Share share(ResultSet row) throws SQLException {
    Band band = queue.bandOf(row.getString("jobsignature")).orElseThrow();
    return new Share(queue, queue.lane(row.getString("lane")), band);
  }

  /**
   * The state is a literal, or PostgreSQL could not use the partial index; the order is the
   * index's.
   */
  private static String shares(String name, String state, String time, String dueAt) {
    return """
    %1$s AS (
      SELECT first.* FROM unnest(:signatures) AS given (signature)
      CROSS JOIN LATERAL (
        SELECT jobsignature, lane, %4$s AS at FROM jobrunr_jobs
        WHERE state = '%2$s' AND jobsignature = given.signature
        ORDER BY lane, %3$s LIMIT 1) AS first
      UNION ALL
      SELECT next.* FROM %1$s
      CROSS JOIN LATERAL (
        SELECT jobsignature, lane, %4$s FROM jobrunr_jobs
        WHERE state = '%2$s' AND jobsignature = %1$s.jobsignature AND lane > %1$s.lane
        ORDER BY lane, %3$s LIMIT 1) AS next
    )\
    """
        .formatted(name, state, time, dueAt);
  }
}
