package io.chasqui.worker.jobrunr;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.jobs.Queue;
import io.chasqui.testing.TestDatabase;
import io.chasqui.worker.maintenance.JobRetentionSettings;
import io.chasqui.worker.queue.TestWorkerExtension;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.jobrunr.storage.StorageProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobPrunerIT {

  @RegisterExtension
  static final TestWorkerExtension worker = TestWorkerExtension.idle(Queue.EMAIL);

  private static final TestDatabase database = worker.database();

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final JobPruner pruner =
      new JobPruner(
          database.jdbc(),
          worker.bean(StorageProvider.class),
          new JobRetentionSettings(Duration.ofMinutes(10), Duration.ofDays(7)),
          meters);

  @BeforeEach
  void clear() {
    database.jdbc().sql("TRUNCATE jobrunr_jobs").update();
  }

  @Test
  void removesJobsThatEndedLongAgoInAsManyBatchesAsItTakes() {
    insertJobs(2_500, "SUCCEEDED", "11 minutes");
    insertJobs(10, "DELETED", "11 minutes");
    insertJobs(10, "FAILED", "8 days");

    pruner.prune();

    assertThat(jobs()).isZero();
    assertThat(meters.get("chasqui.retention.removed").tag("rule", "jobs").counter().count())
        .isEqualTo(2_520);
  }

  @Test
  void saysOfItsCountsWhatTheServerSaysOfIts() {
    assertThat(meters.get("chasqui.retention.removed").counters())
        .extracting(Counter::getId)
        .extracting(Meter.Id::getDescription)
        .hasSize(2)
        .containsOnly("Rows that were removed or emptied because they need not be kept any more");
  }

  @Test
  void leavesWhatEndedLatelyAndWhatHasNotEnded() {
    insertJobs(1, "SUCCEEDED", "9 minutes");
    insertJobs(1, "FAILED", "6 days");
    insertJobs(1, "SCHEDULED", "300 days");
    insertJobs(1, "ENQUEUED", "300 days");
    insertJobs(1, "PROCESSING", "300 days");

    pruner.prune();

    assertThat(jobs()).isEqualTo(5);
  }

  @Test
  void countsTheSucceededOnesForTheDashboard() {
    long before = worker.bean(StorageProvider.class).getJobStats().getAllTimeSucceeded();
    insertJobs(7, "SUCCEEDED", "1 hour");

    pruner.prune();

    assertThat(worker.bean(StorageProvider.class).getJobStats().getAllTimeSucceeded())
        .isEqualTo(before + 7);
  }

  private static void insertJobs(int count, String state, String age) {
    database
        .jdbc()
        .sql(
            """
            INSERT INTO jobrunr_jobs (
              id, version, jobasjson, jobsignature, state, createdat, updatedat)
            SELECT gen_random_uuid()::text, 1, '{}', 'a', :state, past.at, past.at
            FROM generate_series(1, :count),
              (SELECT now() AT TIME ZONE 'UTC' - CAST(:age AS interval) AS at) past
            """)
        .param("count", count)
        .param("state", state)
        .param("age", age)
        .update();
  }

  private static int jobs() {
    return database.count("jobrunr_jobs");
  }
}
