package io.chasqui.jobs;

import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When a queue's scheduled jobs are due, by the database's clock. */
final class DueJobs {

  private final Queue queue;
  private final JdbcClient jdbc;

  DueJobs(Queue queue, JdbcClient jdbc) {
    this.queue = queue;
    this.jdbc = jdbc;
  }

  /** How long until the next job is due; zero when one is; empty when none is scheduled. */
  Optional<Duration> untilNext() {
    return jdbc.sql(
            """
            SELECT extract(epoch FROM scheduledat - (now() AT TIME ZONE 'UTC')) * 1000000 AS micros
            FROM jobrunr_jobs
            WHERE state = 'SCHEDULED' AND jobsignature = :signature
            ORDER BY scheduledat LIMIT 1
            """)
        .param("signature", queue.jobSignature())
        .query((row, number) -> Duration.ofNanos(Math.max(0, row.getLong("micros")) * 1000))
        .optional();
  }
}
