package io.chasqui.platform.task;

import io.chasqui.platform.db.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of one source. What is due is judged by the database's clock. */
final class StepTable {

  /** Waits after a failure: the first, and the longest of those that are doubled each time. */
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private static final int MOST_DOUBLINGS = 10;

  private final JdbcClient jdbc;
  private final StepSource source;

  StepTable(JdbcClient jdbc, StepSource source) {
    this.jdbc = jdbc;
    this.source = source;
  }

  /**
   * Locks the row that has been due for longest, of those that nobody else has. A machine that
   * vanishes without a word has it for no longer than a step may take: then PostgreSQL ends its
   * session.
   */
  Optional<DueStep> lockOldestDue() {
    return jdbc.sql(
            named(
                """
                SELECT %2$s AS id, step, due_at, now() AS now,
                  set_config('idle_in_transaction_session_timeout', :longest, true)
                FROM %1$s
                WHERE due_at <= now()
                ORDER BY due_at LIMIT 1
                FOR UPDATE SKIP LOCKED
                """))
        .param("longest", source.longest().toSeconds() + "s")
        .query(StepTable::dueStep)
        .optional();
  }

  private static DueStep dueStep(ResultSet row, int number) throws SQLException {
    return new DueStep(
        row.getObject("id", UUID.class),
        row.getLong("step"),
        Times.instant(row, "due_at"),
        Times.instant(row, "now"));
  }

  /**
   * How long until a row becomes due that was not due as the transaction began; empty: none will.
   * Those that are due already are in somebody's hands.
   */
  Optional<Duration> untilNext() {
    return jdbc.sql(
            named(
                """
                SELECT (extract(epoch FROM due_at - clock_timestamp()) * 1000000)::bigint FROM %1$s
                WHERE due_at > now()
                ORDER BY due_at LIMIT 1
                """))
        .query(Long.class)
        .optional()
        .map(micros -> Duration.of(Math.max(micros, 0), ChronoUnit.MICROS));
  }

  /**
   * Notes when the next step is taken, unless this one has deleted its row.
   *
   * @throws IllegalStateException when the step has changed its row's number by itself
   */
  void advance(DueStep taken, NextStep next) {
    Duration wait = next.after();
    int rows =
        jdbc.sql(
                named(
                    """
                    UPDATE %1$s
                    SET step = step + 1,
                        failures = 0,
                        due_at = coalesce(
                          :dueAt, clock_timestamp() + :waitMicros * interval '1 microsecond')
                    WHERE %2$s = :id AND step = :step
                    """))
            .param("dueAt", Times.utcOrNull(next.dueAt()), Types.TIMESTAMP_WITH_TIMEZONE)
            .param(
                "waitMicros",
                wait == null ? null : wait.dividedBy(ChronoUnit.MICROS.getDuration()),
                Types.BIGINT)
            .param("id", taken.id())
            .param("step", taken.number())
            .update();
    if (rows == 0 && !(next.equals(NextStep.NONE) && isGone(taken))) {
      throw new IllegalStateException("the row of a step is not as it was: " + taken.id());
    }
  }

  private boolean isGone(DueStep taken) {
    return jdbc.sql(named("SELECT %2$s FROM %1$s WHERE %2$s = :id"))
        .param("id", taken.id())
        .query(UUID.class)
        .optional()
        .isEmpty();
  }

  /**
   * Puts a step off that failed, unless somebody else has taken it since.
   *
   * @return how often in a row it has failed, and for how long it waits; empty: it is taken
   */
  Optional<Failed> putOff(DueStep failed) {
    return jdbc.sql(
            named(
                """
                UPDATE %1$s
                SET failures = failures + 1,
                    due_at = now() + least(
                      :longestMillis, :firstMillis * 2 ^ least(failures, :mostDoublings))
                        * interval '1 millisecond'
                WHERE %2$s = :id AND step = :step AND due_at <= now()
                RETURNING failures, (extract(epoch FROM due_at - now()) * 1000)::bigint AS wait
                """))
        .param("longestMillis", LONGEST_WAIT.toMillis())
        .param("firstMillis", FIRST_WAIT.toMillis())
        .param("mostDoublings", MOST_DOUBLINGS)
        .param("id", failed.id())
        .param("step", failed.number())
        .query(
            (row, number) ->
                new Failed(row.getInt("failures"), Duration.ofMillis(row.getLong("wait"))))
        .optional();
  }

  private String named(String sql) {
    return sql.formatted(source.table(), source.key());
  }

  /**
   * A step that was put off.
   *
   * @param times how often in a row it has failed
   * @param pause how long until it is taken again
   */
  record Failed(int times, Duration pause) {}
}
