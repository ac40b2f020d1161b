package io.chasqui.worker.attempt;

import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.delivery.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that this worker has made.
 *
 * @param end as it is to be stored
 * @param next what follows for its delivery
 * @param duration since the peer was going to be asked
 * @param peersTime how long the peer has had; null when the attempt says nothing of the peer
 */
record FinishedAttempt(
    EndOfAttempt end, NextStep next, Duration duration, @Nullable Duration peersTime) {

  Outcome outcome() {
    return end.outcome();
  }
}
