package io.chasqui.worker.maintenance;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryJobQueue;
import io.chasqui.delivery.DeliveryQueries;
import io.chasqui.delivery.SeenWorker;
import io.chasqui.delivery.SendPermission;
import io.chasqui.delivery.Worker;
import io.chasqui.delivery.WorkerLedger;
import io.chasqui.jobs.Queue;
import io.chasqui.platform.TimeUuid;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestDeliveries;
import io.chasqui.worker.attempt.DeliveryRunner;
import io.chasqui.worker.queue.TestWorkerExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.support.TransactionTemplate;

/** Workers that give no sign of life any more while their leases still go on for minutes. */
class LostWorkersIT {

  private static final Duration LEASE = Duration.ofMinutes(5);

  @RegisterExtension
  static final TestWorkerExtension application = TestWorkerExtension.idle(Queue.EMAIL);

  private static final TestDatabase database = application.database();

  private final AttemptLedger ledger = application.bean(AttemptLedger.class);
  private final DeliveryQueries queries = application.bean(DeliveryQueries.class);
  private final WorkerLedger workers = application.bean(WorkerLedger.class);
  private final DeliveryRunner runner = application.hosted().runner();
  private final Worker judge = TestDeliveries.worker("judge");
  private final Worker other = TestDeliveries.worker("other");
  private final LostWorkers look =
      new LostWorkers(
          judge,
          workers,
          application.bean(DeliveryJobQueue.class),
          application.bean(TransactionTemplate.class));

  @BeforeEach
  void bothLive() {
    database.jdbc().sql("DELETE FROM worker").update();
    workers.signOfLife(judge);
    workers.signOfLife(other);
    database.jdbc().sql("UPDATE worker SET steady_since = now() - interval '1 hour'").update();
  }

  @Test
  void peopleSeeWhoLivesAndWhatTheyHave() {
    claimedByTheOther();
    Worker told = new Worker(TimeUuid.fresh(), "told", "1.2.3", 16);
    workers.signOfLife(told);
    silentFor(judge, 16);

    List<SeenWorker> seen = workers.seen();
    assertThat(seen)
        .extracting(SeenWorker::name, SeenWorker::lives, SeenWorker::sending)
        .contains(tuple("judge", false, 0), tuple("other", true, 1), tuple("told", true, 0));
    assertThat(seen)
        .extracting(SeenWorker::name, SeenWorker::version, SeenWorker::hands)
        .contains(tuple("told", "1.2.3", 16), tuple("other", null, null));
    assertThat(seen)
        .allSatisfy(one -> assertThat(one.ahead().abs()).isLessThan(Duration.ofSeconds(5)));
  }

  @Test
  void whatADeadWorkerHadNotBeenAllowedToSendIsTakenOverAtOnce() {
    DeliveryId id = claimedByTheOther();
    silentFor(other, 16);

    look.takeOver();

    assertThat(hasAJobThatIsDue(id)).isTrue();
    runner.run(id);
    runner.run(id);
    assertThat(queries.find(id).orElseThrow().status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(attempts(id))
        .extracting(AttemptView::outcome, AttemptView::code)
        .containsExactly(
            tuple(AttemptOutcome.TEMPORARY_FAILURE, "WORKER_LOST"),
            tuple(AttemptOutcome.DELIVERED, null));
  }

  @Test
  void whatADeadWorkerHadBeenAllowedToSendIsUnknown() {
    DeliveryId id = claimedByTheOther();
    assertThat(ledger.lastByte(id, 1)).isEqualTo(SendPermission.ALLOWED);
    silentFor(other, 16);

    look.takeOver();

    runner.run(id);
    assertThat(attempts(id))
        .extracting(AttemptView::outcome, AttemptView::code)
        .containsExactly(tuple(AttemptOutcome.UNKNOWN, "WORKER_LOST"));
  }

  @Test
  void aWorkerThatWasOnlyFrozenMaySendNothingOfWhatWasTakenOver() {
    DeliveryId claimed = claimedByTheOther();
    DeliveryId allowed = claimedByTheOther();
    assertThat(ledger.lastByte(allowed, 1)).isEqualTo(SendPermission.ALLOWED);
    assertThat(ledger.lastByteAgain(allowed, 1)).isEqualTo(SendPermission.ALLOWED);
    silentFor(other, 16);

    look.takeOver();
    workers.signOfLife(other);

    assertThat(ledger.lastByte(claimed, 1)).isEqualTo(SendPermission.OVERTAKEN);
    assertThat(ledger.lastByteAgain(allowed, 1)).isEqualTo(SendPermission.OVERTAKEN);
  }

  @Test
  void aWorkerThatWasSilentForAMomentKeepsWhatItHas() {
    DeliveryId id = claimedByTheOther();
    silentFor(other, 14);

    look.takeOver();

    assertThat(ledger.lastByte(id, 1)).isEqualTo(SendPermission.ALLOWED);
  }

  @Test
  void whatWasClaimedByANewRunOfTheSameProcessIsNotTakenWithWhatTheOldOneHad() {
    Worker restarted = TestDeliveries.worker(other.name());
    workers.signOfLife(restarted);
    DeliveryId id = claimedBy(restarted);
    silentFor(other, 16);

    look.takeOver();

    assertThat(ledger.lastByte(id, 1)).isEqualTo(SendPermission.ALLOWED);
  }

  @Test
  void anAttemptOfAVersionThatGivesNoSignsOfLifeHasItsLease() {
    DeliveryId id = claimedByTheOther();
    database.jdbc().sql("UPDATE delivery_attempt SET worker_id = NULL").update();
    silentFor(other, 3_000);

    look.takeOver();

    assertThat(ledger.lastByte(id, 1)).isEqualTo(SendPermission.ALLOWED);
  }

  @Test
  void afterAnOutageNobodyIsMissedBeforeThoseWhoLiveCouldBeHeard() {
    DeliveryId id = claimedByTheOther();
    silentFor(other, 60);
    silentFor(judge, 60);
    look.takeOver();

    workers.signOfLife(judge);
    look.takeOver();
    assertThat(ledger.lastByte(id, 1)).isEqualTo(SendPermission.ALLOWED);

    steadyFor(judge, 10);
    workers.signOfLife(judge);
    look.takeOver();
    assertThat(ledger.lastByte(id, 1)).isEqualTo(SendPermission.OVERTAKEN);
  }

  @Test
  void aJudgeThatWasFrozenItselfJudgesNobody() {
    DeliveryId id = claimedByTheOther();
    silentFor(other, 60);
    silentFor(judge, 7);

    look.takeOver();

    assertThat(ledger.lastByte(id, 1)).isEqualTo(SendPermission.ALLOWED);
  }

  @Test
  void workersThatHaveLongBeenGoneAreForgotten() {
    silentFor(other, 3_601);

    look.takeOver();

    assertThat(database.count("worker")).isEqualTo(1);
  }

  private DeliveryId claimedByTheOther() {
    return claimedBy(other);
  }

  private DeliveryId claimedBy(Worker worker) {
    DeliveryId id = application.bean(Deliveries.class).schedule(anEmail().build());
    List<ClaimedDelivery> claimed = ledger.claim(List.of(id), worker, LEASE, "test:peer");
    assertThat(claimed).hasSize(1);
    database
        .jdbc()
        .sql(
            "UPDATE jobrunr_jobs SET state = 'PROCESSING', updatedat = now() AT TIME ZONE 'UTC'"
                + " WHERE id = :id")
        .param("id", id.toString())
        .update();
    return id;
  }

  private static void silentFor(Worker worker, int seconds) {
    database
        .jdbc()
        .sql(
            """
            UPDATE worker SET
              seen_at = now() - :seconds * interval '1 second',
              steady_since = least(steady_since, now() - :seconds * interval '1 second')
            WHERE id = :id
            """)
        .param("seconds", seconds)
        .param("id", worker.id())
        .update();
  }

  private static void steadyFor(Worker worker, int seconds) {
    database
        .jdbc()
        .sql("UPDATE worker SET steady_since = now() - :seconds * interval '1 s' WHERE id = :id")
        .param("seconds", seconds)
        .param("id", worker.id())
        .update();
  }

  private static boolean hasAJobThatIsDue(DeliveryId id) {
    return database.count(
            "jobrunr_jobs WHERE id = '"
                + id
                + "' AND state = 'SCHEDULED' AND scheduledat <= now() AT TIME ZONE 'UTC'")
        == 1;
  }

  private List<AttemptView> attempts(DeliveryId id) {
    return queries.find(id).orElseThrow().attempts();
  }
}
