package io.chasqui.worker.attempt;

import io.chasqui.delivery.ChannelPauses;
import io.chasqui.delivery.Outcome;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import java.time.Duration;

/**
 * Ends the permit of an attempt, and tells its provider's gate what it says of the provider. The
 * gate hears only of attempts that are still this worker's when they end: one that slept, and was
 * taken over meanwhile, met whatever became of its connection in that time.
 */
final class BreakerListener implements AttemptListener {

  private final ProviderCircuitBreaker gate;
  private final OutcomePolicy policy;
  private final ChannelPauses pauses;
  private boolean isReleased;

  BreakerListener(ProviderCircuitBreaker gate, OutcomePolicy policy, ChannelPauses pauses) {
    this.gate = gate;
    this.policy = policy;
    this.pauses = pauses;
  }

  @Override
  public void recorded(FinishedAttempt attempt) {
    isReleased = true;
    if (attempt.peersTime() == null) {
      gate.release(1);
    } else {
      tell(attempt.outcome(), attempt.peersTime());
    }
  }

  @Override
  public void notRecorded(FinishedAttempt attempt) {
    isReleased = true;
    gate.release(1);
  }

  /** An attempt that an {@code Error} ends says nothing of the peer; half open, another may try. */
  @Override
  public void close() {
    if (!isReleased) {
      gate.release(1);
    }
  }

  private void tell(Outcome outcome, Duration peersTime) {
    gate.failures().ended(outcome);
    Duration pause =
        outcome instanceof Outcome.ChannelFault fault ? policy.pauseOf(fault) : Duration.ZERO;
    if (pause.isZero()) {
      gate.ended(outcome, peersTime);
    } else {
      gate.pause(pause);
      pauses.pauseChannel(gate.provider().key(), pause, String.valueOf(outcome.code()));
    }
  }
}
