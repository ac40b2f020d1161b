package io.chasqui.worker.attempt;

import io.chasqui.delivery.ChannelPauses;
import io.chasqui.delivery.Outcome;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import java.time.Duration;

/**
 * Ends the permit of an attempt, and tells its provider's breaker what it says of the provider. The
 * breaker hears only of attempts that are still this worker's when they end: one that slept, and
 * was taken over meanwhile, met whatever became of its connection in that time.
 */
final class BreakerListener implements AttemptListener {

  private ProviderCircuitBreaker breaker;
  private final OutcomePolicy policy;
  private final ChannelPauses pauses;
  private boolean isReleased;

  BreakerListener(ProviderCircuitBreaker breaker, OutcomePolicy policy, ChannelPauses pauses) {
    this.breaker = breaker;
    this.policy = policy;
    this.pauses = pauses;
  }

  /** First the permit that is still to be ended, should the other not be told. */
  @Override
  public void turns(Outcome.ChannelFault fault, Duration peersTime, ProviderCircuitBreaker next) {
    ProviderCircuitBreaker atFault = breaker;
    breaker = next;
    tell(atFault, fault, peersTime);
  }

  @Override
  public void staysWith(ProviderCircuitBreaker other) {
    ProviderCircuitBreaker unneeded = breaker;
    breaker = other;
    unneeded.release(1);
  }

  @Override
  public void recorded(FinishedAttempt attempt) {
    isReleased = true;
    if (attempt.peersTime() == null) {
      breaker.release(1);
    } else {
      tell(breaker, attempt.outcome(), attempt.peersTime());
    }
  }

  @Override
  public void notRecorded(FinishedAttempt attempt) {
    isReleased = true;
    breaker.release(1);
  }

  /** An attempt that an {@code Error} ends says nothing of the peer; half open, another may try. */
  @Override
  public void close() {
    if (!isReleased) {
      breaker.release(1);
    }
  }

  private void tell(ProviderCircuitBreaker breaker, Outcome outcome, Duration peersTime) {
    breaker.failures().ended(outcome);
    Duration pause =
        outcome instanceof Outcome.ChannelFault fault ? policy.pauseOf(fault) : Duration.ZERO;
    if (pause.isZero()) {
      breaker.ended(outcome, peersTime);
    } else {
      breaker.pause(pause);
      pauses.pauseChannel(breaker.provider().key(), pause, String.valueOf(outcome.code()));
    }
  }
}
