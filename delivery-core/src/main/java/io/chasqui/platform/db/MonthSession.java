package io.chasqui.platform.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A session in which months are dropped: of each kind one server's at a time, and none of its
 * statements waits for long.
 */
public final class MonthSession {

  /** To delete the files of many millions may take longer than other statements may. */
  private static final int LONGEST_STATEMENT_MILLIS = (int) Duration.ofMinutes(30).toMillis();

  /** Longer than PostgreSQL lets an autovacuum be in the way. */
  private static final String LONGEST_WAIT = "2s";

  /** Spring knows no exception of it. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final String turn;

  private MonthSession(Connection connection, String turn) {
    SingleConnectionDataSource session = new SingleConnectionDataSource(connection, true);
    this.jdbc = JdbcClient.create(session);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(session));
    this.turn = turn;
  }

  /**
   * Works in such a session when no other server has one for the same.
   *
   * @param turn whose turn it is: the name of an advisory lock of the session
   * @param work says how many rows went
   * @return what it says; 0 when another server is at it
   */
  public static int inTurn(DataSource source, String turn, ToIntFunction<MonthSession> work) {
    try (Connection connection = source.getConnection()) {
      connection.setNetworkTimeout(Runnable::run, LONGEST_STATEMENT_MILLIS);
      MonthSession session = new MonthSession(connection, turn);
      if (!session.takeTurn()) {
        return 0;
      }
      try {
        return work.applyAsInt(session);
      } finally {
        session.endTurn();
      }
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("a month could not be dropped", e);
    }
  }

  /** Whether a statement gave up because somebody held a table for longer than it waits. */
  public static boolean isNoLock(DataAccessException e) {
    return e.getMostSpecificCause() instanceof SQLException cause
        && LOCK_NOT_AVAILABLE.equals(cause.getSQLState());
  }

  /** Its statements. */
  public JdbcClient jdbc() {
    return jdbc;
  }

  /** Its transactions. */
  public TransactionTemplate transaction() {
    return transaction;
  }

  /** So long ago, by the database's clock. */
  public Instant timeBefore(Duration ago) {
    return jdbc.sql("SELECT now() - :ago * interval '1 second' AS time")
        .param("ago", ago.toSeconds())
        .query((row, number) -> Times.instant(row, "time"))
        .single();
  }

  /**
   * Detaches a month, or brings to its end what an interrupted one has begun; nothing when it is
   * detached already. Only changes of the tables wait for it.
   *
   * @param whole the partitioned table
   * @param month its partition; both are safe in a statement's text
   */
  public void detach(String whole, String month) {
    Optional<Boolean> isPending =
        jdbc.sql(
                """
                SELECT inhdetachpending FROM pg_inherits
                WHERE inhparent = :whole::regclass AND inhrelid = to_regclass(:month)
                """)
            .param("whole", whole)
            .param("month", month)
            .query(Boolean.class)
            .optional();
    isPending.ifPresent(
        pending ->
            jdbc.sql(
                    "ALTER TABLE %s DETACH PARTITION %s %s"
                        .formatted(whole, month, pending ? "FINALIZE" : "CONCURRENTLY"))
                .update());
  }

  private boolean takeTurn() {
    boolean taken =
        jdbc.sql("SELECT pg_try_advisory_lock(hashtextextended(:turn, 0))")
            .param("turn", turn)
            .query(Boolean.class)
            .single();
    if (taken) {
      jdbc.sql("SET lock_timeout = '" + LONGEST_WAIT + "'").update();
      // A step knows no pages beforehand, so that it seems worth compiling, each time anew.
      jdbc.sql("SET jit = off").update();
    }
    return taken;
  }

  private void endTurn() {
    jdbc.sql("RESET lock_timeout").update();
    jdbc.sql("RESET jit").update();
    jdbc.sql("SELECT pg_advisory_unlock(hashtextextended(:turn, 0))")
        .param("turn", turn)
        .query(Boolean.class)
        .single();
  }
}
