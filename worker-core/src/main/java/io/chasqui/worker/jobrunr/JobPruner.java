package io.chasqui.worker.jobrunr;

import io.chasqui.platform.task.RetentionRule;
import io.chasqui.worker.maintenance.JobRetentionSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.StorageProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps JobRunr's table small: removes jobs that have ended, in batches, by the database's clock.
 * JobRunr itself would rewrite each succeeded job before it deletes it, and keep failed ones for
 * ever. Any number of pruners work side by side.
 */
final class JobPruner {

  private static final int BATCH = 1_000;

  private final JdbcClient jdbc;
  private final StorageProvider storage;
  private final JobRetentionSettings retention;
  private final Counter jobs;
  private final Counter setAside;

  JobPruner(
      JdbcClient jdbc,
      StorageProvider storage,
      JobRetentionSettings retention,
      MeterRegistry meters) {
    this.jdbc = jdbc;
    this.storage = storage;
    this.retention = retention;
    this.jobs = RetentionRule.counter("jobs", meters);
    this.setAside = RetentionRule.counter("jobs-set-aside", meters);
  }

  /** Removes everything that is old enough. */
  void prune() {
    int succeeded = prune(StateName.SUCCEEDED, retention.keepSucceeded());
    if (succeeded > 0) {
      // The dashboard's count of all jobs that ever succeeded.
      storage.publishTotalAmountOfSucceededJobs(succeeded);
    }
    prune(StateName.DELETED, retention.keepSucceeded());
    prune(StateName.FAILED, retention.keepFailed());
    pruneQuarantine();
  }

  private void pruneQuarantine() {
    setAside.increment(
        jdbc.sql("DELETE FROM job_quarantine WHERE since < now() - interval '30 days'").update());
  }

  private int prune(StateName state, Duration keep) {
    int inAll = 0;
    int removed;
    do {
      removed = pruneBatch(state, keep);
      inAll += removed;
      jobs.increment(removed);
    } while (removed == BATCH);
    return inAll;
  }

  private int pruneBatch(StateName state, Duration keep) {
    return jdbc.sql(
            """
            DELETE FROM jobrunr_jobs WHERE id = ANY (ARRAY (
              SELECT id FROM jobrunr_jobs
              WHERE state = :state
                AND updatedat < now() AT TIME ZONE 'UTC' - :keepMillis * interval '1 millisecond'
              ORDER BY updatedat LIMIT :batch
              FOR UPDATE SKIP LOCKED))
            """)
        .param("state", state.name())
        .param("keepMillis", keep.toMillis())
        .param("batch", BATCH)
        .update();
  }
}
