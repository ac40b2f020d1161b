package io.chasqui.jobs;

import io.chasqui.platform.db.Times;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Knows of the jobs that workers have set aside because nobody can run them. */
public final class QuarantinedJobs {

  private final JdbcClient jdbc;

  /**
   * @param jdbc asks in the transaction of the caller if there is one
   */
  public QuarantinedJobs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How many there are; looked at up to a thousand. */
  public int count() {
    return jdbc.sql("SELECT count(*) FROM (SELECT FROM job_quarantine LIMIT 1000) AS jobs")
        .query(Integer.class)
        .single();
  }

  /** When the newest was set aside of those that were until this time; empty: none was. */
  public Optional<Instant> newestUntil(Instant time) {
    return jdbc.sql(
            "SELECT since FROM job_quarantine WHERE since <= :time ORDER BY since DESC LIMIT 1")
        .param("time", Times.utc(time))
        .query((row, number) -> Times.instant(row, "since"))
        .optional();
  }
}
