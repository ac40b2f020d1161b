package io.chasqui.worker.attempt;

import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.delivery.LostAttempt;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.UnclaimedDelivery;
import io.chasqui.worker.attempt.RunResult.RunAgain;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends attempts whose leases are over, for their workers, who are lost. */
final class LostAttempts {

  private static final Logger log = LoggerFactory.getLogger(LostAttempts.class);

  private final AttemptLedger ledger;
  private final OutcomePolicy policy;
  private final AttemptRecorder recorder;

  LostAttempts(AttemptLedger ledger, OutcomePolicy policy, AttemptRecorder recorder) {
    this.ledger = ledger;
    this.policy = policy;
    this.recorder = recorder;
  }

  /**
   * @param standing what is being sent, and due
   */
  RunResult end(DeliveryId id, UnclaimedDelivery standing) {
    Optional<LostAttempt> lost = ledger.takeForLost(id, standing.attempt());
    return lost.isPresent()
        ? end(id, standing, lost.get())
        : new RunAgain(standing.dueAt(), "its attempt has just ended");
  }

  private RunResult end(DeliveryId id, UnclaimedDelivery standing, LostAttempt lost) {
    Outcome outcome = OutcomePolicy.ofLost(lost);
    NextStep next =
        policy.afterLost(
            lost, standing.failedAttempts(), standing.onUnknown(), standing.wasUnknownBefore());
    log.warn(
        "Delivery {} lost its worker during attempt {}; {}. Next: {}",
        id,
        standing.attempt(),
        lost.mayHaveSent() ? "the message may have been sent" : "nothing was sent",
        next.words());
    EndOfAttempt end =
        new EndOfAttempt(id, standing.attempt(), null, outcome, next.countsAsFailure());
    Optional<RunResult> recorded = recorder.recordNow(standing.channel(), end, next);
    if (recorded.isEmpty()) {
      AttemptRecorder.tellOvertaken(end);
    }
    return recorded.orElseGet(RunResult.Done::new);
  }
}
