package io.chasqui.worker.jobrunr;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static io.chasqui.testing.TestJobs.LONG_AGO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.jobs.Queue;
import io.chasqui.jobs.StoredJob;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestJobs;
import io.chasqui.worker.queue.TestWorkerExtension;
import io.chasqui.worker.queue.WorkerLifecycle;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.Paging;
import org.jobrunr.storage.StorageProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Rows that no worker can run; the worker of their queue is stopped unless a test starts it. */
@ExtendWith(OutputCaptureExtension.class)
class JobQuarantineIT {

  @RegisterExtension
  static final TestWorkerExtension worker = TestWorkerExtension.idle(Queue.EMAIL);

  private static final TestDatabase database = worker.database();
  private static final TestJobs jobs = new TestJobs(database);

  private final Deliveries deliveries = worker.bean(Deliveries.class);

  @BeforeEach
  void clear() {
    database.jdbc().sql("TRUNCATE jobrunr_jobs, job_quarantine, delivery_message CASCADE").update();
  }

  @Test
  void rowsThatNobodyCanRunAreSetAsideWhileTheOthersFlow(CapturedOutput output) {
    double before = quarantined();
    deliveries.scheduleAll(List.of(email(), email(), email()));
    DeliveryId broken = deliveries.schedule(email());
    jobs.change(broken, "jobasjson = 'broken'");
    DeliveryId unknown = deliveries.schedule(email());
    jobs.change(unknown, "jobsignature = 'com.example.Gone.run()'");
    DeliveryId harmful = deliveries.schedule(email());
    jobs.change(
        harmful,
        """
        jobasjson = regexp_replace(replace(replace(jobasjson,
          'io.chasqui.contract.job.EmailJobs', 'java.lang.System'), '"deliver"', '"exit"'),
          '"jobParameters":\\[[^]]*]',
          '"jobParameters":[{"className":"int","actualClassName":"java.lang.Integer","object":3}]')
        """);

    worker.bean(WorkerLifecycle.class).start();
    try {
      await().atMost(Duration.ofSeconds(10)).until(() -> delivered() == 3);
      await().atMost(Duration.ofSeconds(40)).until(() -> delivered() == 6);
    } finally {
      worker.bean(WorkerLifecycle.class).stop();
    }

    assertThat(reasons())
        .isEqualTo(
            Map.of(
                broken.toString(), "its JSON cannot be read",
                unknown.toString(), "no worker knows its method",
                harmful.toString(), "no worker knows its method"));
    assertThat(quarantined() - before).isEqualTo(3);
    assertThat(output.getOut())
        .contains("Job " + broken + " cannot be run and was set aside: its JSON cannot be read.");
    assertThat(
            database
                .jdbc()
                .sql("SELECT job_as_json FROM job_quarantine WHERE job_id = :id")
                .param("id", broken.toString())
                .query(String.class)
                .single())
        .as("the row is kept as it was")
        .isEqualTo("broken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version = 7",
        "version = 0",
        "state = 'ENQUEUED'",
        "jobasjson = replace(jobasjson, 'EmailJobs', 'MessagingJobs')",
        "jobasjson = replace(jobasjson, '\"deliver\"', '\"deliverBulk\"')",
        "jobasjson = replace(jobasjson, 'EmailJobs', 'PagerJobs')",
        "jobasjson = '{}'",
        "jobasjson = 'null'",
      })
  void aRowThatContradictsItsJsonIsNotRun(String set) {
    DeliveryId id = deliveries.schedule(email());
    DeliveryId other = deliveries.schedule(email());
    jobs.change(id, set);

    List<StoredJob> rows =
        database
            .jdbc()
            .sql("SELECT " + StoredJob.COLUMNS + " FROM jobrunr_jobs")
            .query(StoredJob::of)
            .list();

    assertThat(worker.bean(JobReader.class).read(rows))
        .extracting(job -> job.getId())
        .containsExactly(other.value());
    assertThat(reasons()).containsOnlyKeys(id.toString());
  }

  @Test
  void aJobWithTheArgumentOfAnotherIsNotRun() {
    DeliveryId id = deliveries.schedule(email());
    DeliveryId other = deliveries.schedule(email());
    jobs.change(
        id,
        "jobasjson = replace(jobasjson, '\"object\":\"%s\"', '\"object\":\"%s\"')"
            .formatted(id, other));

    worker.bean(WorkerLifecycle.class).start();
    try {
      await().atMost(Duration.ofSeconds(10)).until(() -> reasons().containsKey(id.toString()));
    } finally {
      worker.bean(WorkerLifecycle.class).stop();
    }

    assertThat(reasons()).containsOnlyKeys(id.toString());
  }

  @Test
  void aRowThatCannotBeReadDoesNotKeepThePromoterFromTheOthers() {
    List<DeliveryId> ids = deliveries.scheduleAll(List.of(email(), email(), email()));
    jobs.change(ids.get(1), "jobasjson = 'broken'");

    worker.hosted().promoter().promoteDueJobs();

    assertThat(database.count("jobrunr_jobs WHERE state = 'ENQUEUED'")).isEqualTo(2);
    assertThat(database.count("delivery WHERE status = 'QUEUED'")).isEqualTo(2);
    assertThat(reasons()).containsOnlyKeys(ids.get(1).toString());
  }

  @Test
  void aRowThatCannotBeReadDoesNotKeepJobRunrFromItsOrphans() {
    List<DeliveryId> ids = deliveries.scheduleAll(List.of(email(), email()));
    for (DeliveryId id : ids) {
      jobs.change(
          id,
          "state = 'PROCESSING', jobasjson = replace(jobasjson, '\"SCHEDULED\"', '\"PROCESSING\"'),"
              + " updatedat = "
              + LONG_AGO);
    }
    jobs.change(ids.get(0), "jobasjson = 'broken'");
    jobs.change(ids.get(1), "jobsignature = 'com.example.Gone.run()'");

    worker
        .bean(StorageProvider.class)
        .getJobList(
            StateName.PROCESSING,
            Instant.now().minusSeconds(30),
            Paging.AmountBasedList.ascOnUpdatedAt(10));

    assertThat(reasons()).containsOnlyKeys(ids.get(0).toString(), ids.get(1).toString());
  }

  @Test
  void unknownMethodsAreFoundAmongKnownOnesWhateverTheirNames() {
    List<DeliveryId> ids = deliveries.scheduleAll(List.of(email(), email(), email(), email()));
    jobs.change(ids.get(0), "jobsignature = ''");
    jobs.change(ids.get(1), "jobsignature = 'zzz', state = 'ENQUEUED'");
    jobs.change(ids.get(2), "jobsignature = 'io.chasqui.contract.FaxJobs.deliver()'");

    worker.bean(JobQuarantine.class).setAsideUnknown();

    assertThat(reasons())
        .containsOnlyKeys(ids.get(0).toString(), ids.get(1).toString(), ids.get(2).toString());
    assertThat(database.count("jobrunr_jobs")).isEqualTo(1);
  }

  /** Of ranges, and of methods and contracts of a newer version. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "EmailJobs.deliverChunk(java.util.UUID, java.util.UUID)",
        "EmailJobs.digest(java.util.UUID)",
        "PagerJobs.page(java.util.UUID, java.util.UUID)",
      })
  void jobsOfOurContractsThatThisWorkerDoesNotTakeStayAsTheyAreWhileTheOthersFlow(String method) {
    List<DeliveryId> ids = deliveries.scheduleAll(Collections.nCopies(6, email()));
    List<DeliveryId> strange = ids.subList(0, 3);
    // Whatever their JSON says: only their own workers read it.
    strange.forEach(
        id ->
            jobs.change(
                id,
                "jobasjson = 'broken', jobsignature = 'io.chasqui.contract.job." + method + "'"));
    jobs.change(strange.get(1), "state = 'ENQUEUED', updatedat = " + LONG_AGO);
    jobs.change(strange.get(2), "state = 'PROCESSING', updatedat = " + LONG_AGO);
    List<String> before = rows(strange);

    worker.bean(WorkerLifecycle.class).start();
    try {
      await().atMost(Duration.ofSeconds(10)).until(() -> delivered() == 3);
    } finally {
      worker.bean(WorkerLifecycle.class).stop();
    }
    worker.bean(JobQuarantine.class).setAsideUnknown();
    worker.hosted().promoter().promoteDueJobs();
    worker.hosted().reconciler().reconcile();
    List<Job> orphans =
        worker
            .bean(StorageProvider.class)
            .getJobList(
                StateName.PROCESSING,
                Instant.now().minusSeconds(30),
                Paging.AmountBasedList.ascOnUpdatedAt(10));

    assertThat(orphans).isEmpty();
    assertThat(rows(strange)).as("nobody has written them").isEqualTo(before);
    assertThat(reasons()).isEmpty();
    assertThat(database.count("delivery WHERE status = 'SCHEDULED'")).isEqualTo(3);
  }

  @Test
  void aPageOfOrphansThatOnlyOthersRunHidesNone() {
    List<DeliveryId> ids = deliveries.scheduleAll(Collections.nCopies(11, email()));
    DeliveryId hidden = ids.get(10);
    ids.forEach(
        id ->
            jobs.change(
                id,
                "state = 'PROCESSING', updatedat = "
                    + LONG_AGO
                    + (id.equals(hidden)
                        ? ""
                        : " - interval '1 second',"
                            + " jobsignature = 'io.chasqui.contract.job.PagerJobs.page()'")));

    worker
        .bean(StorageProvider.class)
        .getJobList(
            StateName.PROCESSING,
            Instant.now().minusSeconds(30),
            Paging.AmountBasedList.ascOnUpdatedAt(10));

    assertThat(reasons()).as("read, and found not to be run").containsOnlyKeys(hidden.toString());
  }

  @Test
  void aRoundSetsAsideAHundred() {
    deliveries.scheduleAll(Collections.nCopies(130, email()));
    database.jdbc().sql("UPDATE jobrunr_jobs SET jobsignature = 'gone'").update();

    worker.bean(JobQuarantine.class).setAsideUnknown();

    assertThat(database.count("job_quarantine")).isEqualTo(100);
  }

  @Test
  void whatWasSetAsideIsKeptForAMonth() {
    database
        .jdbc()
        .sql(
            """
            INSERT INTO job_quarantine (job_id, job_signature, job_state, job_as_json, reason, since)
            SELECT 'a', 'b', 'SCHEDULED', '{}', 'c', now() - days * interval '1 day'
            FROM unnest(ARRAY[29, 31]) AS ages (days)
            """)
        .update();

    worker.bean(JobPruner.class).prune();

    assertThat(database.count("job_quarantine")).isEqualTo(1);
  }

  private static DeliveryRequest email() {
    return anEmail().build();
  }

  private static int delivered() {
    return database.count("delivery WHERE status = 'DELIVERED'");
  }

  private static double quarantined() {
    return worker.bean(MeterRegistry.class).counter("chasqui.jobs.quarantined").count();
  }

  private static Map<String, String> reasons() {
    Map<String, String> reasons = new HashMap<>();
    database
        .jdbc()
        .sql("SELECT job_id, reason FROM job_quarantine")
        .query(
            row -> {
              reasons.put(row.getString("job_id").trim(), row.getString("reason"));
            });
    return reasons;
  }

  /** All of their rows' columns, and who wrote them last. */
  private static List<String> rows(List<DeliveryId> ids) {
    return database
        .jdbc()
        .sql("SELECT xmin || ' ' || job::text FROM jobrunr_jobs job WHERE id IN (:ids) ORDER BY id")
        .param("ids", ids.stream().map(DeliveryId::toString).toList())
        .query(String.class)
        .list();
  }
}
