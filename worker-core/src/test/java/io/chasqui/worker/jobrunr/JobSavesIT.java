package io.chasqui.worker.jobrunr;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.delivery.Deliveries;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.TestDatabase;
import io.chasqui.worker.queue.TestWorkerExtension;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.ConcurrentJobModificationException;
import org.jobrunr.storage.StorageProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs as a worker's storage provider rewrites them, one and many. */
class JobSavesIT {

  private static final Instant DUE = Instant.parse("2030-06-30T12:34:56.123456Z");

  @RegisterExtension
  static final TestWorkerExtension worker = TestWorkerExtension.idle(Queue.EMAIL);

  private static final TestDatabase database = worker.database();

  private final StorageProvider storage = worker.bean(StorageProvider.class);

  @Test
  void whatIsSavedIsReadAgain() {
    Job job = scheduled();
    job.enqueue();

    storage.save(job);

    Job read = storage.getJobById(job.getId());
    assertThat(read.getState()).isEqualTo(StateName.ENQUEUED);
    assertThat(read.getVersion()).isEqualTo(2).isEqualTo(job.getVersion());
    assertThat(read.getJobName()).isEqualTo(job.getJobName());
  }

  @Test
  void theColumnsSayWhatTheJobSaysInUtc() {
    Job job = scheduled();
    job.delete("not wanted");
    job.scheduleAt(DUE, "wanted after all");

    storage.save(List.of(job));

    assertThat(column(job, "state")).isEqualTo("SCHEDULED");
    assertThat(column(job, "scheduledat")).isEqualTo("2030-06-30 12:34:56.123456");
  }

  @Test
  void whenAJobWasChangedIsTheDatabasesWord() {
    Job job = scheduled();
    job.delete("not wanted");

    storage.save(List.of(job));

    assertThat(column(job, "now() AT TIME ZONE 'UTC' - updatedat < interval '5 seconds'"))
        .isEqualTo("true");
    assertThat(column(job, "updatedat <= clock_timestamp() AT TIME ZONE 'UTC'")).isEqualTo("true");
  }

  @Test
  void aJobThatSomebodyElseChangedIsRefusedAndSpoilsNoOther() {
    Job overtaken = scheduled();
    Job other = scheduled();
    Job copy = storage.getJobById(overtaken.getId());
    copy.delete("meanwhile");
    storage.save(copy);
    overtaken.enqueue();
    other.enqueue();

    assertThatThrownBy(() -> storage.save(List.of(overtaken, other)))
        .isInstanceOfSatisfying(
            ConcurrentJobModificationException.class,
            e -> assertThat(e.getConcurrentUpdatedJobs()).containsExactly(overtaken));

    assertThat(storage.getJobById(overtaken.getId()).getState()).isEqualTo(StateName.DELETED);
    assertThat(storage.getJobById(other.getId()).getState()).isEqualTo(StateName.ENQUEUED);
    assertThatThrownBy(() -> storage.save(overtaken))
        .isInstanceOf(ConcurrentJobModificationException.class);
  }

  private Job scheduled() {
    Deliveries deliveries = worker.bean(Deliveries.class);
    return storage.getJobById(deliveries.schedule(anEmail().dueAt(DUE).build()).value());
  }

  private static String column(Job job, String name) {
    UUID id = job.getId();
    return database
        .jdbc()
        .sql("SELECT (" + name + ")::text FROM jobrunr_jobs WHERE id = :id")
        .param("id", id.toString())
        .query(String.class)
        .single();
  }
}
