package io.chasqui.benchmarks.bed;

import java.time.Duration;

/** Counts what a database is asked to do. It costs a little, so that nothing is timed meanwhile. */
public final class StatementCounter implements AutoCloseable {

  private static final String HERE =
      "dbid = (SELECT oid FROM pg_database WHERE datname = current_database())";
  private static final String THE_PRODUCTS = " AND userid = 'postgres'::regrole";
  private static final String THE_DRIVERS = " AND userid <> 'postgres'::regrole";

  private final Database database;
  private final Duration untilReported;

  private StatementCounter(Database database, Duration untilReported) {
    this.database = database;
    this.untilReported = untilReported;
  }

  /**
   * Begins to count.
   *
   * @param untilReported how long sessions that are idle may take to tell what they did
   */
  public static StatementCounter start(Database database, Duration untilReported) {
    database.run(
        "CREATE EXTENSION IF NOT EXISTS pg_stat_statements",
        "ALTER SYSTEM SET pg_stat_statements.track = 'top'",
        "SELECT pg_reload_conf()");
    Waiting.sleep(untilReported);
    return new StatementCounter(database, untilReported);
  }

  /** What happens while the work is done. */
  public Counts during(Runnable work) {
    double commitsBefore = commits();
    double walBefore = walBytes();
    database.run("SELECT pg_stat_statements_reset()");
    work.run();
    double statements = calls(THE_PRODUCTS);
    String busiest =
        database.table(
            """
            SELECT calls, round(total_exec_time::numeric / calls, 3) || ' ms', rows,
              left(regexp_replace(query, '\\s+', ' ', 'g'), 110)
            FROM pg_stat_statements WHERE %s ORDER BY calls DESC LIMIT 20
            """
                .formatted(HERE + THE_PRODUCTS));
    Waiting.sleep(untilReported);
    // Each of the driver's own statements was a transaction.
    double commits = commits() - commitsBefore - calls(THE_DRIVERS);
    return new Counts(statements, commits, walBytes() - walBefore, busiest);
  }

  @Override
  public void close() {
    database.run("ALTER SYSTEM SET pg_stat_statements.track = 'none'", "SELECT pg_reload_conf()");
  }

  private double calls(String condition) {
    return database.number(
        "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements WHERE " + HERE + condition);
  }

  private double commits() {
    return database.number(
        "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()");
  }

  private double walBytes() {
    return database.number("SELECT wal_bytes FROM pg_stat_wal");
  }

  /**
   * What was counted.
   *
   * @param busiest a table of statements: calls, mean time, rows, text
   */
  public record Counts(double statements, double commits, double walBytes, String busiest) {}
}
