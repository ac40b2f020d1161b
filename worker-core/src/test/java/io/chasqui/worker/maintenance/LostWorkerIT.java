package io.chasqui.worker.maintenance;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static io.chasqui.testing.TestDeliveries.endAlone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import chasqui.testapp.ScriptedSender;
import chasqui.testapp.TestPolicies;
import chasqui.testapp.TestWorker;
import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.AttemptPhase;
import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.ActionLedger;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQueries;
import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.SendPermission;
import io.chasqui.delivery.link.UnsubscribeLinks;
import io.chasqui.jobs.Queue;
import io.chasqui.platform.trace.Traces;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestDeliveries;
import io.chasqui.worker.attempt.DeliveryRunner;
import io.chasqui.worker.attempt.Endings;
import io.chasqui.worker.attempt.RunResult;
import io.chasqui.worker.attempt.RunningJobs;
import io.chasqui.worker.lane.ProviderCircuitBreakers;
import io.chasqui.worker.queue.TestWorkerExtension;
import io.chasqui.worker.report.ReportSupply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Workers that die or sleep in the middle of an attempt, played step by step on a real ledger. */
class LostWorkerIT {

  private static final RandomGenerator CHANCE = () -> 0L;
  private static final String CHANNEL = "test:peer";

  @RegisterExtension
  static final TestWorkerExtension worker = TestWorkerExtension.busy(Queue.MESSAGING);

  private static final TestDatabase database = worker.database();

  private final AttemptLedger ledger = worker.bean(AttemptLedger.class);
  private final ActionLedger actions = worker.bean(ActionLedger.class);
  private final DeliveryQueries queries = worker.bean(DeliveryQueries.class);
  private final ScriptedSender sender =
      new ScriptedSender(Channel.EMAIL, TestPolicies.ONE_TRY, TestWorker.PEER);
  private final DeliveryRunner runner =
      new DeliveryRunner(
          ledger,
          new Endings(ledger, RunningJobs.NONE, worker.bean(TransactionTemplate.class)),
          sender,
          new ProviderCircuitBreakers(sender, new SimpleMeterRegistry()),
          ReportSupply.NEVER_NEEDED,
          TestDeliveries.worker("second-worker"),
          CHANCE,
          new SimpleMeterRegistry(),
          Traces.carried(),
          UnsubscribeLinks.none());

  @Test
  void nobodyElseTakesADeliveryDuringItsLease() {
    DeliveryId id = claimedFor(Duration.ofMinutes(5), OnUnknown.RESEND);

    RunResult result = runner.run(id);

    assertThat(result)
        .isInstanceOfSatisfying(
            RunResult.RunAgain.class,
            again -> assertThat(again.at()).isAfter(Instant.now().plusSeconds(200)));
    assertThat(sender.sent()).isEmpty();
  }

  @Test
  void anAttemptThatMayHaveSentIsUnknownAndSentOnceMore() {
    DeliveryId id = transmitting(OnUnknown.RESEND);

    RunResult first = runner.run(id);
    RunResult second = runner.run(id);

    assertThat(first).isInstanceOf(RunResult.RunAgain.class);
    assertThat(second).isInstanceOf(RunResult.Delivered.class);
    assertThat(status(id)).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(attempts(id))
        .extracting(AttemptView::outcome, AttemptView::code, AttemptView::phase)
        .containsExactly(
            tuple(AttemptOutcome.UNKNOWN, "WORKER_LOST", AttemptPhase.TRANSMITTING),
            tuple(AttemptOutcome.DELIVERED, null, AttemptPhase.CLAIMED));
  }

  @Test
  void anAttemptThatMayHaveSentIsHeldWhenAskedTo() {
    DeliveryId id = transmitting(OnUnknown.HOLD);

    assertThat(runner.run(id)).isEqualTo(new RunResult.GaveUp("WORKER_LOST"));

    assertThat(status(id)).isEqualTo(DeliveryStatus.UNCERTAIN);
    assertThat(sender.sent()).isEmpty();
  }

  @Test
  void anAttemptOfAVersionWithoutPhasesMayHaveSent() {
    DeliveryId id = claimedFor(Duration.ZERO, OnUnknown.HOLD);
    database.jdbc().sql("UPDATE delivery_attempt SET phase = NULL").update();

    runner.run(id);

    assertThat(status(id)).isEqualTo(DeliveryStatus.UNCERTAIN);
  }

  @ParameterizedTest
  @EnumSource(OnUnknown.class)
  void anAttemptThatCannotHaveSentIsMadeAgainAtOnce(OnUnknown onUnknown) {
    DeliveryId id = claimedFor(Duration.ZERO, onUnknown);

    runner.run(id);
    runner.run(id);

    assertThat(status(id)).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(attempts(id).get(0))
        .extracting(AttemptView::outcome, AttemptView::code)
        .containsExactly(AttemptOutcome.TEMPORARY_FAILURE, "WORKER_LOST");
  }

  @Test
  void aDeliveryThatSeemsToKillItsWorkersIsGivenUp() {
    DeliveryId id = claimedFor(Duration.ZERO, OnUnknown.RESEND);
    RunResult result = runner.run(id);
    for (int lost = 1; result instanceof RunResult.RunAgain; lost++) {
      assertThat(lost).isLessThan(5);
      claim(id, Duration.ZERO);
      result = runner.run(id);
    }

    assertThat(result).isEqualTo(new RunResult.GaveUp("WORKER_LOST"));
    assertThat(status(id)).isEqualTo(DeliveryStatus.FAILED);
    assertThat(attempts(id)).hasSize(5);

    actions.revive(id);
    claim(id, Duration.ZERO);
    assertThat(runner.run(id)).isInstanceOf(RunResult.RunAgain.class);
  }

  @Test
  void aWorkerThatWakesUpAfterItsLeaseMayNotSend() {
    DeliveryId id = claimedFor(Duration.ZERO, OnUnknown.RESEND);

    assertThat(ledger.lastByte(id, 1)).isEqualTo(SendPermission.OVERTAKEN);
  }

  @Test
  void aWorkerThatIsTakenForLostMayNotSend() {
    DeliveryId id = claimedFor(Duration.ZERO, OnUnknown.RESEND);
    assertThat(ledger.takeForLost(id, 1)).isPresent();
    database.jdbc().sql("UPDATE delivery SET due_at = now() + interval '1 minute'").update();

    assertThat(ledger.lastByte(id, 1)).isEqualTo(SendPermission.OVERTAKEN);
  }

  @Test
  void nobodyIsTakenForLostDuringTheLease() {
    DeliveryId id = claimedFor(Duration.ofMinutes(5), OnUnknown.RESEND);

    assertThat(ledger.takeForLost(id, 1)).isEmpty();
  }

  @Test
  void aWorkerThatWakesUpTooLateRecordsNothing() {
    DeliveryId id = claimedFor(Duration.ZERO, OnUnknown.RESEND);
    runner.run(id);
    runner.run(id);

    Outcome tooLate = new Outcome.PermanentFailure("TOO_LATE", null);
    boolean recorded =
        endAlone(ledger, new EndOfAttempt(id, 1, null, tooLate, true), DeliveryStatus.FAILED);

    assertThat(recorded).isFalse();
    assertThat(status(id)).isEqualTo(DeliveryStatus.DELIVERED);
  }

  private DeliveryId transmitting(OnUnknown onUnknown) {
    DeliveryId id = claimedFor(Duration.ofMinutes(5), onUnknown);
    assertThat(ledger.lastByte(id, 1)).isEqualTo(SendPermission.ALLOWED);
    database.jdbc().sql("UPDATE delivery SET due_at = now()").update();
    return id;
  }

  /** A delivery that the first worker has taken, and will say nothing more about. */
  private DeliveryId claimedFor(Duration lease, OnUnknown onUnknown) {
    DeliveryId id =
        worker.bean(Deliveries.class).schedule(anEmail().withOnUnknown(onUnknown).build());
    claim(id, lease);
    return id;
  }

  private void claim(DeliveryId id, Duration lease) {
    assertThat(ledger.claim(List.of(id), TestDeliveries.worker("first-worker"), lease, CHANNEL))
        .hasSize(1);
  }

  private DeliveryStatus status(DeliveryId id) {
    return queries.find(id).orElseThrow().status();
  }

  private List<AttemptView> attempts(DeliveryId id) {
    return queries.find(id).orElseThrow().attempts();
  }
}
