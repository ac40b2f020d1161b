package io.chasqui.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * How many attempts of this worker its channel failed in a row: {@code
 * chasqui_channel_consecutive_failures}. The one place that says what counts:
 *
 * <ul>
 *   <li>a temporary failure, a channel fault and an unknown outcome count;
 *   <li>a delivered message begins anew at 0;
 *   <li>a permanent failure says something of its message or recipient, and a peer that asks for
 *       less at once ({@link FailureCode#RATE_LIMITED}) works: both change nothing. Neither do
 *       attempts that ended before the peer was tried; they are not told here.
 * </ul>
 */
public final class ConsecutiveFailures {

  private volatile Run run = Run.NONE;

  ConsecutiveFailures(String channelKey, MeterRegistry meters) {
    Gauge.builder("chasqui.channel.consecutive.failures", this, failures -> failures.count())
        .description("Attempts of this worker in a row that the channel failed")
        .tag("channel_key", channelKey)
        .register(meters);
  }

  /** An attempt has ended that tried the peer. */
  synchronized void ended(Outcome outcome) {
    if (outcome instanceof Outcome.Delivered) {
      run = Run.NONE;
    } else if (!(outcome instanceof Outcome.PermanentFailure)
        && !FailureCode.RATE_LIMITED.equals(outcome.code())) {
      run = new Run(run.count() + 1, outcome.code());
    }
  }

  public int count() {
    return run.count();
  }

  /** Why the newest of them failed; null when there are none. */
  public @Nullable String lastCode() {
    return run.lastCode();
  }

  private record Run(int count, @Nullable String lastCode) {

    private static final Run NONE = new Run(0, null);
  }
}
