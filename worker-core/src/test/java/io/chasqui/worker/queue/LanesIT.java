package io.chasqui.worker.queue;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.ScriptedSender;
import chasqui.testapp.TestWorker;
import io.chasqui.delivery.ChannelPauses;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.Outcome;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestDeliveries;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A worker with eight hands, whose queue has three lanes and two bands. */
class LanesIT {

  private static final int HANDS = 8;
  private static final int ONE_BY_ONE = 30;
  private static final String HANGS = "hangs";

  /** Any other delivery lets as many of these end as there are hands for work in bulk. */
  private static final String WAITS_ITS_TURN = "waits its turn";

  private static final int BACKLOG = 3_000;
  private static final Lane SHUT = new Lane("email:shut");
  private static final Lane OTHER = new Lane("email:other");
  private static final String JOBS_TO_RUN =
      "jobrunr_jobs WHERE lane <> 'email:shut'"
          + " AND state IN ('SCHEDULED', 'ENQUEUED', 'PROCESSING')";
  private static final Duration SOON = Duration.ofSeconds(60);

  private static final TestDatabase database = TestDatabase.fresh();
  private static ConfigurableApplicationContext worker;

  private final CountDownLatch peerAnswers = new CountDownLatch(1);
  private final Semaphore turns = new Semaphore(0);
  private final Deliveries deliveries = worker.getBean(Deliveries.class);
  private final ScriptedSender sender = worker.getBean(ScriptedSender.class);

  @BeforeAll
  static void start() {
    worker = TestWorker.start(database, Queue.EMAIL, "chasqui.worker.concurrency=" + HANDS);
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  @BeforeEach
  void setUp() {
    sender.otherwise(this::asItsSubjectSays);
  }

  @AfterEach
  void end() {
    peerAnswers.countDown();
    turns.release(BACKLOG);
    await()
        .atMost(SOON)
        .until(() -> count("status NOT IN ('DELIVERED', 'CANCELLED')") == count(onLane(SHUT)));
    await().atMost(SOON).until(() -> database.count(JOBS_TO_RUN) == 0);
    // Jobs first, as the worker locks them, which may be looking at some of those still.
    database.jdbc().sql("TRUNCATE jobrunr_jobs, delivery_message, channel_pause CASCADE").update();
    sender.sent().clear();
  }

  @Test
  void whatWaitsBehindAShutLaneCostsNoAttemptAndHoldsUpNoOtherLane() {
    String provider = ScriptedSender.providerOf(SHUT.name()).key();
    worker.getBean(ChannelPauses.class).pauseChannel(provider, Duration.ofMinutes(10), "QUOTA");
    deliveries.scheduleAll(Collections.nCopies(500, anEmail().onLane(SHUT).build()));
    await().atMost(SOON).until(hosted().feed()::leavesJobsWaiting);

    oneByOne(anEmail(), ONE_BY_ONE);
    oneByOne(anEmail().onLane(OTHER), ONE_BY_ONE);

    await().atMost(SOON).until(() -> count("status = 'DELIVERED'") == 2 * ONE_BY_ONE);
    assertThat(count(onLane(SHUT) + " AND attempt > 0")).isZero();
    assertThat(count(onLane(SHUT) + " AND status = 'RETRYING'"))
        .as("those that found the pause, before the lane was shut")
        .isLessThanOrEqualTo(HANDS);
    assertThat(lateness(0.5, onLane(OTHER))).as("seconds of lateness").isLessThan(0.5);
  }

  @Test
  void aFullLaneLeavesTheOtherHandsToOthers() {
    sender.allowsInFlight(OTHER.name(), 2);
    deliveries.scheduleAll(
        Collections.nCopies(20, anEmail().withSubject(HANGS).onLane(OTHER).build()));
    await().atMost(SOON).until(() -> count("status = 'SENDING'") == 2);

    deliveries.scheduleAll(Collections.nCopies(40, anEmail().build()));

    await().atMost(SOON).until(() -> count("status = 'DELIVERED'") == 40);
    assertThat(count(onLane(OTHER) + " AND attempt > 0")).isEqualTo(2);
    peerAnswers.countDown();
    await().atMost(SOON).until(() -> count("status = 'DELIVERED'") == 60);
  }

  @Test
  void directWorkIsAsPunctualBesideALongBacklogInBulkAsWithoutIt() {
    oneByOne(anEmail().onLane(OTHER), ONE_BY_ONE);
    await().atMost(SOON).until(() -> count("status = 'DELIVERED'") == ONE_BY_ONE);
    double alone = lateness(0.5, onLane(OTHER));
    deliveries.scheduleAll(
        Collections.nCopies(BACKLOG, anEmail().withSubject(WAITS_ITS_TURN).inBulk().build()));
    await().atMost(SOON).until(() -> count("band = 'BULK' AND status = 'DELIVERED'") > 100);

    oneByOne(anEmail(), ONE_BY_ONE);

    String beside = "band = 'DIRECT' AND lane = 'email'";
    await().atMost(SOON).until(() -> count(beside + " AND status = 'DELIVERED'") == ONE_BY_ONE);
    assertThat(count("status IN ('SCHEDULED', 'QUEUED')"))
        .as("most of the backlog waits still")
        .isGreaterThan(BACKLOG / 2);
    assertThat(lateness(0.5, beside))
        .as("seconds of lateness, which are %s without the backlog", alone)
        .isLessThan(2 * alone + 0.5);
    assertThat(lateness(1, beside))
        .as("seconds of the latest, which no sleep with full hands may hold up")
        .isLessThan(2.5);
    cancelWhatWaits();
  }

  @Test
  void workInBulkLeavesAQuarterOfTheHandsThoughNothingElseIsDue() {
    deliveries.scheduleAll(Collections.nCopies(50, anEmail().withSubject(HANGS).inBulk().build()));
    await().atMost(SOON).until(() -> count("status = 'SENDING'") == HANDS * 3 / 4);

    deliveries.scheduleAll(Collections.nCopies(20, anEmail().build()));

    await().atMost(SOON).until(() -> count("status = 'DELIVERED'") == 20);
    assertThat(count("status = 'SENDING'")).isEqualTo(HANDS * 3 / 4);
  }

  @Test
  void laneBandAndProviderAreWrittenAndTheJobHasItsBandsSignature() {
    DeliveryId direct = deliveries.schedule(anEmail().build());
    DeliveryId bulk = deliveries.schedule(anEmail().onLane(OTHER).inBulk().build());

    await().atMost(SOON).until(() -> count("status = 'DELIVERED'") == 2);

    assertThat(written(direct)).isEqualTo("email DIRECT test:peer  EmailJobs.deliver(");
    assertThat(written(bulk))
        .isEqualTo("email:other BULK test:email:other email:other EmailJobs.deliverBulk(");
  }

  /** The version before writes no lane, and its jobs have the column's default. */
  @Test
  void aDeliveryWithoutALaneIsOneOfItsChannelsOwn() {
    DeliveryId id = deliveries.schedule(anEmail().dueAt(Instant.now().plusSeconds(1)).build());
    database
        .jdbc()
        .sql("UPDATE delivery_state SET lane = NULL WHERE id = :id")
        .param("id", id.value())
        .update();

    await().atMost(SOON).until(() -> count("status = 'DELIVERED'") == 1);

    assertThat(sender.sent()).extracting(ClaimedDelivery::id).containsExactly(id);
  }

  /** Its job is given back to the lane and the band that it was of. */
  @Test
  void aLostJobIsRenewedInItsBandAndOnItsLane() {
    DeliveryId id =
        deliveries.schedule(
            anEmail().onLane(OTHER).inBulk().dueAt(Instant.now().plusSeconds(8)).build());
    database.jdbc().sql("DELETE FROM jobrunr_jobs").update();

    hosted().reconciler().reconcile();

    assertThat(job(id)).isEqualTo("email:other EmailJobs.deliverBulk(");
    await().atMost(SOON).until(() -> count("status = 'DELIVERED'") == 1);
  }

  /** As {@code LaneLookIT} has them. */
  @Test
  void plansOfItsSessionsKnowNoValues() {
    assertThat(
            worker
                .getBean(JdbcClient.class)
                .sql("SHOW plan_cache_mode")
                .query(String.class)
                .single())
        .isEqualTo("force_generic_plan");
  }

  private Outcome asItsSubjectSays(ClaimedDelivery delivery) {
    try {
      switch (String.valueOf(delivery.subject())) {
        case HANGS -> peerAnswers.await();
        case WAITS_ITS_TURN -> turns.acquire();
        default -> turns.release(HANDS * 3 / 4);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Outcome.Delivered("peer", null);
  }

  private void oneByOne(TestDeliveries delivery, int wanted) {
    Instant first = Instant.now().plusMillis(500);
    List<DeliveryRequest> some =
        IntStream.range(0, wanted)
            .mapToObj(i -> delivery.dueAt(first.plusMillis(50L * i)).build())
            .toList();
    deliveries.scheduleAll(some);
  }

  private static void cancelWhatWaits() {
    database
        .jdbc()
        .sql(
            """
            UPDATE delivery_state SET status = 'CANCELLED', completed_at = now()
            WHERE status IN ('SCHEDULED', 'QUEUED')
            """)
        .update();
    database
        .jdbc()
        .sql("DELETE FROM jobrunr_jobs WHERE state IN ('SCHEDULED', 'ENQUEUED')")
        .update();
  }

  private static double lateness(double part, String condition) {
    return database
        .jdbc()
        .sql(
            """
            SELECT percentile_cont(:part) WITHIN GROUP (
              ORDER BY extract(epoch FROM started_at - scheduled_time))
            FROM delivery_attempt JOIN delivery_state ON id = delivery_id
            WHERE
            """
                + condition)
        .param("part", part)
        .query(Double.class)
        .single();
  }

  private static String written(DeliveryId id) {
    return database
            .jdbc()
            .sql(
                """
                SELECT concat_ws(' ', lane, band, provider)
                FROM delivery_attempt JOIN delivery_state ON id = delivery_id
                WHERE id = :id
                """)
            .param("id", id.value())
            .query(String.class)
            .single()
        + " "
        + job(id);
  }

  private static String job(DeliveryId id) {
    return database
        .jdbc()
        .sql(
            """
            SELECT concat_ws(' ', lane, substring(jobsignature FROM '[A-Za-z]+\\.[A-Za-z]+\\('))
            FROM jobrunr_jobs WHERE id = :id
            """)
        .param("id", id.toString())
        .query(String.class)
        .single();
  }

  private static String onLane(Lane lane) {
    return "lane = '" + lane.name() + "'";
  }

  private static long count(String condition) {
    return database.count("delivery_state WHERE " + condition);
  }

  private static HostedQueue hosted() {
    return worker.getBean(HostedQueues.class).of(Queue.EMAIL).orElseThrow();
  }
}
