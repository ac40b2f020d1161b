package io.chasqui.delivery;

import io.chasqui.platform.trace.Traceparent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a delivery was told to go on.
 *
 * @param retrySchedule its own waits; null: those of whichever worker has it
 * @param failedAttempts how many of its attempts count as failed
 * @param traceparent the trace that it belongs to; null: none
 */
public record DeliveryPlan(
    @Nullable RetrySchedule retrySchedule, int failedAttempts, @Nullable Traceparent traceparent) {

  /**
   * When further attempts begin at the earliest, if those before are made in no time and fail;
   * empty: there are none, or its worker alone knows.
   *
   * @param next when the next attempt begins
   */
  public List<Instant> attemptsBehind(Instant next) {
    List<Duration> waits = retrySchedule == null ? List.of() : retrySchedule.waits();
    List<Instant> times = new ArrayList<>();
    Instant time = next;
    for (Duration wait : waits.subList(Math.min(failedAttempts, waits.size()), waits.size())) {
      time = time.plus(wait);
      times.add(time);
    }
    return times;
  }
}
