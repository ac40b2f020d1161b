package io.chasqui.benchmarks.bed;

import java.time.Duration;

/** Counts what a database is asked to do. It costs a little, so that nothing is timed meanwhile. */
public final class StatementCounter {

  /** Sessions report their commits to PostgreSQL's statistics once a second. */
  private static final Duration UNTIL_REPORTED = Duration.ofMillis(1_500);

  private static final String HERE =
      "dbid = (SELECT oid FROM pg_database WHERE datname = current_database())";

  private final Database database;

  public StatementCounter(Database database) {
    this.database = database;
  }

  /** What happens while the work is done. */
  public Counts during(Runnable work) {
    database.run(
        "CREATE EXTENSION IF NOT EXISTS pg_stat_statements",
        "ALTER SYSTEM SET pg_stat_statements.track = 'top'",
        "SELECT pg_reload_conf()");
    Waiting.sleep(UNTIL_REPORTED);
    double commitsBefore = commits();
    double walBefore = walBytes();
    database.run("SELECT pg_stat_statements_reset()");
    work.run();
    double statements = calls(" AND userid = 'postgres'::regrole");
    String busiest =
        database.table(
            """
            SELECT calls, round(total_exec_time::numeric / calls, 3) || ' ms', rows,
              left(regexp_replace(query, '\\s+', ' ', 'g'), 110)
            FROM pg_stat_statements WHERE %s AND userid = 'postgres'::regrole ORDER BY calls DESC LIMIT 20
            """
                .formatted(HERE));
    Waiting.sleep(UNTIL_REPORTED);
    // Each of the driver's own statements was a transaction.
    double commits = commits() - commitsBefore - calls(" AND userid <> 'postgres'::regrole");
    Counts counts = new Counts(statements, commits, walBytes() - walBefore, busiest);
    database.run("ALTER SYSTEM SET pg_stat_statements.track = 'none'", "SELECT pg_reload_conf()");
    return counts;
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
