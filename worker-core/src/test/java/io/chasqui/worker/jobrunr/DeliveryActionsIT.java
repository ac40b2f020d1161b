package io.chasqui.worker.jobrunr;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static io.chasqui.testing.TestDeliveries.endAlone;
import static io.chasqui.testing.TestDeliveries.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.ActionLedger;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryAction;
import io.chasqui.delivery.DeliveryAction.Made;
import io.chasqui.delivery.DeliveryAction.StateConflict;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryJobQueue;
import io.chasqui.delivery.DeliveryQueries;
import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.delivery.Outcome;
import io.chasqui.jobs.Queue;
import io.chasqui.platform.CorrelationId;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestDeliveries;
import io.chasqui.worker.Provider;
import io.chasqui.worker.attempt.Claim;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import io.chasqui.worker.lane.Share;
import io.chasqui.worker.queue.TestWorkerExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.ConcurrentJobModificationException;
import org.jobrunr.storage.StorageProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people decide while a worker takes the same delivery, or ends it. The worker is played step
 * by step, on the real tables and by the statements of a real one.
 */
class DeliveryActionsIT {

  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final String CHANNEL = "test:peer";
  private static final Instant TOMORROW =
      Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MICROS);

  @RegisterExtension
  static final TestWorkerExtension worker = TestWorkerExtension.idle(Queue.EMAIL);

  private static final TestDatabase database = worker.database();
  private static final ExecutorService threads = Executors.newFixedThreadPool(2);

  private final Deliveries deliveries = worker.bean(Deliveries.class);
  private final AttemptLedger ledger = worker.bean(AttemptLedger.class);
  private final ActionLedger actions = worker.bean(ActionLedger.class);
  private final DeliveryQueries queries = worker.bean(DeliveryQueries.class);
  private final DeliveryJobQueue jobs = worker.bean(DeliveryJobQueue.class);
  private final QueueJobServer jobServer = worker.bean(QueueJobServer.class);
  private final StorageProvider storage = worker.bean(StorageProvider.class);
  private final TransactionTemplate transaction = worker.bean(TransactionTemplate.class);
  private final ProviderCircuitBreaker breaker =
      new ProviderCircuitBreaker(
          new Provider(CHANNEL), Duration.ofSeconds(10), new SimpleMeterRegistry());

  @AfterAll
  static void stop() {
    threads.shutdownNow();
  }

  @BeforeEach
  void clear() {
    database.jdbc().sql("TRUNCATE jobrunr_jobs, delivery_message CASCADE").update();
  }

  /** What the reconciler would otherwise have to mend. */
  @AfterEach
  void everyDeliveryThatWaitsHasALiveJob() {
    assertThat(
            database.count(
                """
                delivery WHERE status IN ('SCHEDULED', 'QUEUED', 'RETRYING') AND NOT EXISTS (
                  SELECT FROM jobrunr_jobs
                  WHERE id = delivery.id::text
                    AND state IN ('SCHEDULED', 'ENQUEUED', 'PROCESSING'))
                """))
        .isZero();
  }

  @Test
  void whatIsCancelledIsNeverTakenAndWhatWasTakenIsNotCancelled() throws Exception {
    Map<DeliveryStatus, Integer> ends = new EnumMap<>(DeliveryStatus.class);
    for (int pair = 0; pair < 1_000; pair++) {
      DeliveryId id = deliveries.schedule(anEmail().build());

      Raced raced = race(() -> deliveries.cancel(id), this::take);

      if (raced.decision() instanceof Made made) {
        assertThat(made.delivery().status()).isEqualTo(DeliveryStatus.CANCELLED);
        assertThat(raced.claims()).isEmpty();
        assertThat(jobState(id)).isEqualTo("DELETED");
      } else {
        assertThat(raced.decision()).isEqualTo(new StateConflict(DeliveryStatus.SENDING));
        assertThat(raced.claims()).extracting(ClaimedDelivery::id).containsExactly(id);
        assertThat(hasJob(id)).isFalse();
      }
      ends.merge(statusOf(id), 1, Integer::sum);
    }
    assertThat(ends).containsOnlyKeys(DeliveryStatus.CANCELLED, DeliveryStatus.SENDING);
  }

  @Test
  void whatIsRescheduledIsNotTakenBeforeItsNewTime() throws Exception {
    Map<DeliveryStatus, Integer> ends = new EnumMap<>(DeliveryStatus.class);
    for (int pair = 0; pair < 200; pair++) {
      DeliveryId id = deliveries.schedule(anEmail().build());

      Raced raced = race(() -> deliveries.reschedule(id, TOMORROW), this::take);

      if (raced.decision() instanceof Made made) {
        assertThat(made.delivery().scheduledTime()).isEqualTo(TOMORROW);
        assertThat(made.delivery().nextAttemptAt()).isEqualTo(TOMORROW);
        assertThat(raced.claims()).isEmpty();
        assertThat(jobState(id)).isEqualTo("SCHEDULED");
        assertThat(scheduledAt(id)).isEqualTo(TOMORROW);
      } else {
        assertThat(raced.decision()).isEqualTo(new StateConflict(DeliveryStatus.SENDING));
        assertThat(raced.claims()).hasSize(1);
      }
      ends.merge(statusOf(id), 1, Integer::sum);
    }
    assertThat(ends).containsOnlyKeys(DeliveryStatus.SCHEDULED, DeliveryStatus.SENDING);
  }

  /** The job of a failed attempt is saved after its delivery: a retry may come in between. */
  @Test
  void aRetryWhileTheFailedAttemptIsStillEndingIsNotLost() throws Exception {
    for (int pair = 0; pair < 100; pair++) {
      DeliveryId id = deliveries.schedule(anEmail().build());
      Job job = startProcessing();

      Raced raced =
          race(
              () -> retryUntilItIsMade(id),
              () -> {
                fail(id, 1);
                endJob(job);
                return List.of();
              });

      assertThat(raced.decision()).isInstanceOf(Made.class);
      assertThat(statusOf(id)).isEqualTo(DeliveryStatus.QUEUED);
      assertThat(take()).extracting(ClaimedDelivery::id).containsExactly(id);
      fail(id, 2);
    }
  }

  /** A job may outlive the end of its delivery; it finds nothing to do, unless somebody retries. */
  @Test
  void aRetryWhileAWorkerTakesTheOldJobIsNotLost() throws Exception {
    for (int pair = 0; pair < 100; pair++) {
      DeliveryId id = deliveries.schedule(anEmail().build());
      actions.cancel(id);

      Raced raced = race(() -> deliveries.retry(id), this::takeAndRun);

      assertThat(raced.decision()).isInstanceOf(Made.class);
      if (statusOf(id) == DeliveryStatus.QUEUED) {
        assertThat(raced.claims()).isEmpty();
        assertThat(take()).extracting(ClaimedDelivery::id).containsExactly(id);
      } else {
        assertThat(raced.claims()).extracting(ClaimedDelivery::id).containsExactly(id);
      }
    }
  }

  @Test
  void ofManyRetriesAtOnceOneIsMade() {
    DeliveryId id = failed();

    List<CompletableFuture<DeliveryAction>> retries =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> deliveries.retry(id)))
            .limit(10)
            .toList();

    assertThat(retries)
        .extracting(CompletableFuture::join)
        .filteredOn(decision -> decision instanceof Made)
        .hasSize(1);
    assertThat(take()).hasSize(1);
    assertThat(take()).isEmpty();
  }

  @Test
  void aRetriedDeliveryWhoseJobWasPrunedGetsANewOne() {
    DeliveryId id = failed();
    database.jdbc().sql("TRUNCATE jobrunr_jobs").update();

    assertThat(deliveries.retry(id)).isInstanceOf(Made.class);

    assertThat(take()).extracting(ClaimedDelivery::id).containsExactly(id);
  }

  @Test
  void aDeliveryWhoseJobCannotBeReadIsRescheduledAllTheSame() {
    DeliveryId id = deliveries.schedule(anEmail().dueAt(TOMORROW).build());
    database.jdbc().sql("UPDATE jobrunr_jobs SET jobasjson = '{'").update();

    assertThat(deliveries.reschedule(id, Instant.now())).isInstanceOf(Made.class);

    assertThat(take()).extracting(ClaimedDelivery::id).containsExactly(id);
  }

  @Test
  void aDeliveryWhoseJobCannotBeReadIsCancelledAllTheSame() {
    DeliveryId id = deliveries.schedule(anEmail().dueAt(TOMORROW).build());
    database.jdbc().sql("UPDATE jobrunr_jobs SET jobasjson = '{'").update();

    assertThat(deliveries.cancel(id)).isInstanceOf(Made.class);

    assertThat(database.count("jobrunr_jobs")).isZero();
  }

  @Test
  void aConfirmedDeliveryLeavesNoFailedJobBehind() {
    DeliveryId id = deliveries.schedule(anEmail().build());
    Job job = startProcessing();
    ledger.claim(List.of(id), TestDeliveries.worker("worker"), LEASE, CHANNEL);
    endAlone(
        ledger,
        new EndOfAttempt(id, 1, null, new Outcome.Unknown("NO_ANSWER", null), true),
        DeliveryStatus.UNCERTAIN);
    endJob(job);

    assertThat(deliveries.confirm(id)).isInstanceOf(Made.class);

    assertThat(statusOf(id)).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(queries.find(id).orElseThrow().failureCode()).isNull();
    assertThat(jobState(id)).isEqualTo("DELETED");
  }

  @Test
  void aJobThatIsBeingProcessedIsNotRenewed() {
    DeliveryId processed = deliveries.schedule(anEmail().build());
    startProcessing();
    DeliveryId waits = deliveries.schedule(anEmail().build());

    assertThat(renew(processed, waits)).containsExactly(waits);

    assertThat(jobState(processed)).isEqualTo("PROCESSING");
  }

  /** Its version does not fit the new job, which another worker may be processing by then. */
  @Test
  void aWorkerWithTheOldJobInItsHandsCannotSaveItOverANewOne() {
    DeliveryId id = deliveries.schedule(anEmail().build());
    Job old = startProcessing();
    endJob(storage.getJobById(old.getId()));
    renew(id);
    startProcessing();

    assertThatThrownBy(() -> endJob(old)).isInstanceOf(ConcurrentJobModificationException.class);

    assertThat(storage.getJobById(old.getId()).getState()).isEqualTo(StateName.PROCESSING);
  }

  private Set<DeliveryId> renew(DeliveryId... ids) {
    return transaction.execute(
        status ->
            jobs.renew(
                Stream.of(ids)
                    .map(
                        id ->
                            waiting(
                                id, Channel.EMAIL, new CorrelationId("report-1"), Instant.EPOCH))
                    .toList(),
                "a test"));
  }

  private DeliveryAction retryUntilItIsMade(DeliveryId id) {
    DeliveryAction decision;
    do {
      decision = deliveries.retry(id);
    } while (!(decision instanceof Made));
    return decision;
  }

  private DeliveryId failed() {
    DeliveryId id = deliveries.schedule(anEmail().build());
    Job job = startProcessing();
    fail(id, 1);
    endJob(job);
    return id;
  }

  private void fail(DeliveryId id, int attempt) {
    ledger.claim(List.of(id), TestDeliveries.worker("worker"), LEASE, CHANNEL);
    endAlone(
        ledger,
        new EndOfAttempt(
            id, attempt, null, new Outcome.PermanentFailure("RECIPIENT_REJECTED", null), true),
        DeliveryStatus.FAILED);
  }

  private void endJob(Job job) {
    job.failed("gave up", new JobGaveUp("RECIPIENT_REJECTED"));
    storage.save(job);
  }

  /** As {@code JobTaker} takes what is due. */
  private List<ClaimedDelivery> take() {
    return transaction.execute(status -> take(true).claims()).stream()
        .map(Claim::delivery)
        .toList();
  }

  /** As a worker does whose claim failed when it took the job: it tries once more, then ends. */
  private List<ClaimedDelivery> takeAndRun() {
    List<Job> taken = transaction.execute(status -> take(false)).jobs();
    for (Job job : taken) {
      List<ClaimedDelivery> claims = claim(List.of(job));
      if (claims.isEmpty()) {
        endJob(job);
      }
      return claims;
    }
    return List.of();
  }

  private Job startProcessing() {
    return transaction.execute(status -> take(false)).jobs().get(0);
  }

  private TakenWork take(boolean claims) {
    List<Job> due = jobServer.lockDue(Share.own(Queue.EMAIL), 1).jobs();
    List<ClaimedDelivery> claimed = claims ? claim(due) : List.of();
    TakenWork taken =
        new TakenWork(due, claimed.stream().map(one -> new Claim(one, breaker)).toList(), null);
    jobServer.take(taken);
    return taken;
  }

  private List<ClaimedDelivery> claim(List<Job> jobs) {
    return ledger.claim(
        jobs.stream().map(job -> new DeliveryId(job.getId())).toList(),
        TestDeliveries.worker("worker"),
        LEASE,
        CHANNEL);
  }

  private record Raced(DeliveryAction decision, List<ClaimedDelivery> claims) {}

  private static Raced race(Callable<DeliveryAction> person, Callable<List<ClaimedDelivery>> worker)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    Future<DeliveryAction> decision = threads.submit(() -> together(start, person));
    Future<List<ClaimedDelivery>> claims = threads.submit(() -> together(start, worker));
    return new Raced(decision.get(), claims.get());
  }

  private static <T> T together(CyclicBarrier start, Callable<T> what) throws Exception {
    start.await();
    long until = System.nanoTime() + ThreadLocalRandom.current().nextInt(1_500_000);
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    return what.call();
  }

  private DeliveryStatus statusOf(DeliveryId id) {
    return queries.find(id).orElseThrow().status();
  }

  private static boolean hasJob(DeliveryId id) {
    return database.count("jobrunr_jobs WHERE id = '" + id + "'") == 1;
  }

  private static String jobState(DeliveryId id) {
    return column(id, "state");
  }

  private static Instant scheduledAt(DeliveryId id) {
    return Instant.parse(column(id, "scheduledat").replace(' ', 'T') + "Z");
  }

  private static String column(DeliveryId id, String name) {
    return worker
        .bean(JdbcClient.class)
        .sql("SELECT " + name + "::text FROM jobrunr_jobs WHERE id = :id")
        .param("id", id.toString())
        .query(String.class)
        .single();
  }
}
