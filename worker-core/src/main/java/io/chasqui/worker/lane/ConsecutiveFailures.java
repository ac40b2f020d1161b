package io.chasqui.worker.lane;

import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many attempts of this worker its channel failed in a row: {@code
 * chasqui_channel_consecutive_failures}. The one place that says what counts:
 *
 * <ul>
 *   <li>whatever was not delivered counts, messages that the peer refuses for good too: one that
 *       takes nothing from us does that;
 *   <li>a delivered message begins anew at 0;
 *   <li>a recipient that does not exist ({@link FailureCode#RECIPIENT_REJECTED}) or whose mailbox
 *       is full ({@link FailureCode#MAILBOX_FULL}), and a peer that asks for less at once ({@link
 *       FailureCode#RATE_LIMITED}) say nothing of the channel, and change nothing. Neither do
 *       attempts that ended before the peer was tried; they are not told here.
 * </ul>
 */
public final class ConsecutiveFailures {

  private static final Set<String> SAY_NOTHING_OF_THE_CHANNEL =
      Set.of(FailureCode.RECIPIENT_REJECTED, FailureCode.MAILBOX_FULL, FailureCode.RATE_LIMITED);

  private final LongSupplier nanos;
  private volatile Run run = Run.NONE;

  /**
   * @param nanos as {@link System#nanoTime}
   */
  ConsecutiveFailures(LongSupplier nanos) {
    this.nanos = nanos;
  }

  void register(String channelKey, MeterRegistry meters) {
    Gauge.builder("chasqui.channel.consecutive.failures", this, failures -> failures.count())
        .description("Attempts of this worker in a row that the channel failed")
        .tag("channel_key", channelKey)
        .register(meters);
  }

  /** An attempt has ended that tried the peer. */
  public synchronized void ended(Outcome outcome) {
    if (outcome instanceof Outcome.Delivered) {
      run = Run.NONE;
    } else if (!SAY_NOTHING_OF_THE_CHANNEL.contains(String.valueOf(outcome.code()))) {
      long now = nanos.getAsLong();
      run = new Run(run.count() + 1, outcome.code(), run.count() == 0 ? now : run.firstAt(), now);
    }
  }

  /** How many there are; 0: the newest attempt that said something was a delivered one. */
  public int count() {
    return run.count();
  }

  /** Whether so much time lies between the first of them and the newest. */
  public boolean lastFor(Duration time) {
    Run now = run;
    return now.count() > 0 && now.newestAt() - now.firstAt() >= time.toNanos();
  }

  /** Why the newest of them failed; null when there are none. */
  @Nullable String lastCode() {
    return run.lastCode();
  }

  private record Run(int count, @Nullable String lastCode, long firstAt, long newestAt) {

    private static final Run NONE = new Run(0, null, 0, 0);
  }
}
