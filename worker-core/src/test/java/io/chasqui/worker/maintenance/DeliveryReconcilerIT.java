package io.chasqui.worker.maintenance;

import static io.chasqui.testing.TestDeliveries.aTelegramMessage;
import static io.chasqui.testing.TestDeliveries.anEmail;
import static io.chasqui.testing.TestJobs.LONG_AGO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.ScriptedSender;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryJobQueue;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.WaitingDelivery;
import io.chasqui.jobs.Queue;
import io.chasqui.platform.CorrelationId;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestDeliveries;
import io.chasqui.testing.TestJobs;
import io.chasqui.worker.queue.TestWorkerExtension;
import io.chasqui.worker.queue.WorkerLifecycle;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The e-mail queue's reconciler; its worker is stopped unless a test starts it. */
class DeliveryReconcilerIT {

  private static final String JUST_NOW = "now() AT TIME ZONE 'UTC' - interval '20 seconds'";

  @RegisterExtension
  static final TestWorkerExtension worker = TestWorkerExtension.idle(Queue.EMAIL);

  private static final TestDatabase database = worker.database();
  private static final TestJobs jobs = new TestJobs(database);

  private final DeliveryReconciler reconciler = worker.hosted().reconciler();
  private final Deliveries deliveries = worker.bean(Deliveries.class);
  private final ScriptedSender sender = worker.bean(ScriptedSender.class);

  @BeforeEach
  void clear() {
    database.jdbc().sql("TRUNCATE jobrunr_jobs, delivery_message CASCADE").update();
  }

  @Test
  void allDeliveriesArriveOnceWhenJobRunrsTablesAreEmptiedUnderThem() {
    CountDownLatch peerAnswers = new CountDownLatch(1);
    sender.willDo(delivery -> deliveredAfter(peerAnswers));
    worker.bean(WorkerLifecycle.class).start();
    deliveries.schedule(anEmail().build());
    await().until(() -> sender.sent().size() == 1);
    Instant later = Instant.now().plusSeconds(7);
    List<DeliveryRequest> some = new ArrayList<>();
    for (int i = 0; i < 49; i++) {
      some.add(anEmail().dueAt(i < 25 ? later.minusSeconds(6) : later).build());
    }
    deliveries.scheduleAll(some);

    database.jdbc().sql("TRUNCATE jobrunr_jobs, jobrunr_backgroundjobservers").update();

    try {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> database.count("delivery WHERE status = 'DELIVERED'") == 49);
      peerAnswers.countDown();
      await().until(() -> database.count("delivery WHERE status = 'DELIVERED'") == 50);
    } finally {
      peerAnswers.countDown();
      worker.bean(WorkerLifecycle.class).stop();
    }
    assertThat(sender.sent())
        .as("each was sent once, the one that was being sent too")
        .extracting(ClaimedDelivery::id)
        .doesNotHaveDuplicates()
        .hasSize(50);
    assertThat(
            database.count(
                "delivery_attempt JOIN delivery ON delivery_id = id"
                    + " WHERE started_at < scheduled_time"))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SUCCEEDED", "FAILED", "DELETED"})
  void aJobThatHasEndedIsReplacedUnderItsNextVersion(String ended) {
    DeliveryId id = due();
    jobs.change(id, "state = '" + ended + "'");

    reconciler.reconcile();

    assertThat(job(id)).isEqualTo("SCHEDULED 2 in time");
  }

  @Test
  void aJobThatIsScheduledLaterThanItsDeliveryIsBroughtForward() {
    DeliveryId id = due();
    jobs.change(id, "scheduledat = scheduledat + interval '10 years'");

    reconciler.reconcile();

    assertThat(job(id)).isEqualTo("SCHEDULED 2 in time");
  }

  @Test
  void aJobThatSomebodyBeganAndNobodyTouchesIsReplaced() {
    DeliveryId id = due();
    jobs.change(id, "state = 'PROCESSING', updatedat = " + LONG_AGO);

    reconciler.reconcile();

    assertThat(job(id)).isEqualTo("SCHEDULED 2 in time");
  }

  @Test
  void aJobThatALiveWorkerRunsIsLeft() {
    DeliveryId id = due();
    jobs.change(id, "state = 'PROCESSING', updatedat = " + JUST_NOW);

    reconciler.reconcile();

    assertThat(job(id)).isEqualTo("PROCESSING 1 in time");
  }

  @Test
  void aDeliveryWhoseLeaseHasEndedGetsAJobThatWaits() {
    DeliveryId lost = sendingUntil("now() - interval '1 second'");
    jobs.change(lost, "state = 'PROCESSING', updatedat = " + LONG_AGO);
    DeliveryId lostWithoutJob = sendingUntil("now() - interval '1 second'");
    jobs.remove(lostWithoutJob);
    DeliveryId stillRun = sendingUntil("now() - interval '1 second'");
    jobs.change(stillRun, "state = 'PROCESSING', updatedat = " + JUST_NOW);

    reconciler.reconcile();

    assertThat(job(lost)).startsWith("SCHEDULED 2");
    assertThat(job(lostWithoutJob)).startsWith("SCHEDULED 1");
    assertThat(job(stillRun)).startsWith("PROCESSING 1");
  }

  @Test
  void leavesWhatIsBeingSentWhatIsNotDueSoonWhatHasEndedAndWhatIsOfAnotherQueue() {
    jobs.remove(sendingUntil("now() + interval '5 seconds'"));
    jobs.remove(deliveries.schedule(anEmail().dueAt(Instant.now().plusSeconds(60)).build()));
    jobs.remove(deliveries.schedule(aTelegramMessage().build()));
    DeliveryId ended = due();
    jobs.remove(ended);
    change(ended, "status = 'CANCELLED', completed_at = now()");

    reconciler.reconcile();

    assertThat(database.count("jobrunr_jobs")).isZero();
  }

  /** Of a range, or of a newer version: its own workers see to it, whatever became of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "state = 'FAILED'",
        "state = 'SCHEDULED', scheduledat = scheduledat + interval '10 years'",
        "state = 'PROCESSING', updatedat = " + LONG_AGO,
      })
  void aJobOfAnotherContractOfOursIsLeft(String set) {
    DeliveryId range = sendingUntil("now() - interval '1 second'");
    jobs.change(
        range, set + ", jobsignature = 'io.chasqui.contract.job.EmailJobs.deliverChunk(x)'");
    DeliveryId newer = due();
    jobs.change(newer, set + ", jobsignature = 'io.chasqui.contract.job.PagerJobs.page(x)'");
    String before = job(range) + job(newer);

    reconciler.reconcile();
    Set<DeliveryId> takenOver =
        worker
            .bean(TransactionTemplate.class)
            .execute(
                status -> worker.bean(DeliveryJobQueue.class).takeOver(waiting(range), "lost"));

    assertThat(takenOver).isEmpty();
    assertThat(job(range) + job(newer)).isEqualTo(before);
    assertThat(before).doesNotContain(" 2 ");
  }

  @Test
  void aDeliveryThatIsDueSoonGetsItsJobBeforeItsTime() {
    DeliveryId id = deliveries.schedule(anEmail().dueAt(Instant.now().plusSeconds(12)).build());
    jobs.remove(id);

    reconciler.reconcile();

    assertThat(job(id)).isEqualTo("SCHEDULED 1 in time");
  }

  @Test
  void manyReconcilersAtOnceGiveEachDeliveryOneJob() {
    deliveries.scheduleAll(Collections.nCopies(2_300, anEmail().build()));
    database.jdbc().sql("DELETE FROM jobrunr_jobs WHERE random() < 0.5").update();
    database.jdbc().sql("UPDATE jobrunr_jobs SET state = 'FAILED' WHERE random() < 0.5").update();

    Stream<CompletableFuture<Void>> reconcilers =
        Stream.generate(() -> CompletableFuture.runAsync(aReconciler()::reconcile)).limit(4);
    reconcilers.toList().forEach(CompletableFuture::join);

    assertThat(database.count("jobrunr_jobs WHERE state = 'SCHEDULED'")).isEqualTo(2_300);
  }

  @Test
  void goesThroughAllOpenDeliveriesPageByPageInTheOrderOfTheirTime() {
    Instant first = Instant.parse("2026-01-01T00:00:00Z");
    List<DeliveryId> ids =
        IntStream.of(3, 0, 2, 2, 1)
            .mapToObj(i -> deliveries.schedule(anEmail().dueAt(first.plusSeconds(i)).build()))
            .toList();
    database.jdbc().sql("TRUNCATE jobrunr_jobs").update();
    LostJobs lostJobs = new LostJobs(database.jdbc(), 2);

    List<DeliveryId> found = new ArrayList<>();
    LostJobs.Page page = lostJobs.page(Channel.EMAIL, LostJobs.Place.BEGINNING);
    while (!page.isLast()) {
      page.lost().stream().map(WaitingDelivery::id).forEach(found::add);
      page = lostJobs.page(Channel.EMAIL, page.next());
    }
    page.lost().stream().map(WaitingDelivery::id).forEach(found::add);

    assertThat(found).containsExactly(ids.get(1), ids.get(4), ids.get(2), ids.get(3), ids.get(0));
    assertThat(page.next()).isEqualTo(LostJobs.Place.BEGINNING);
  }

  private static Outcome deliveredAfter(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Outcome.Delivered("peer", null);
  }

  private static DeliveryReconciler aReconciler() {
    return new DeliveryReconciler(
        Queue.EMAIL,
        worker.bean(JdbcClient.class),
        worker.bean(DeliveryJobQueue.class),
        worker.bean(TransactionTemplate.class),
        new SimpleMeterRegistry());
  }

  private static List<WaitingDelivery> waiting(DeliveryId id) {
    return List.of(
        TestDeliveries.waiting(id, Channel.EMAIL, new CorrelationId("report-1"), Instant.EPOCH));
  }

  private DeliveryId due() {
    return deliveries.schedule(anEmail().build());
  }

  private DeliveryId sendingUntil(String leaseEnd) {
    DeliveryId id = due();
    change(id, "status = 'SENDING', attempt = 1, due_at = " + leaseEnd);
    return id;
  }

  private static void change(DeliveryId id, String set) {
    database
        .jdbc()
        .sql("UPDATE delivery SET " + set + " WHERE id = :id")
        .param("id", id.value())
        .update();
  }

  /** State, version, and whether it is scheduled for the delivery's time. */
  private static String job(DeliveryId id) {
    return database
        .jdbc()
        .sql(
            """
            SELECT state || ' ' || version || CASE
              WHEN scheduledat = due_at AT TIME ZONE 'UTC' THEN ' in time' ELSE ' at another time' END
            FROM jobrunr_jobs job JOIN delivery ON delivery.id::text = job.id WHERE job.id = :id
            """)
        .param("id", id.toString())
        .query(String.class)
        .single();
  }
}
