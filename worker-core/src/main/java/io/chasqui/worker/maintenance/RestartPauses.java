package io.chasqui.worker.maintenance;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait from one restart to the next: twice as long each time, while they do not help.
 */
public final class RestartPauses {

  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** What has run for so long after a restart was helped by it. */
  private static final Duration HELPED = Duration.ofMinutes(2);

  private final LongSupplier nanos;
  private @Nullable Long lastRestart;
  private Duration pause = SHORTEST;

  /**
   * @param nanos a clock that nobody sets, as {@link System#nanoTime()}
   */
  public RestartPauses(LongSupplier nanos) {
    this.nanos = nanos;
  }

  boolean isOver() {
    return lastRestart == null || sinceLast().compareTo(pause) >= 0;
  }

  void restarts() {
    boolean lastHelped = lastRestart == null || sinceLast().compareTo(HELPED) >= 0;
    pause = lastHelped ? SHORTEST : shorter(pause.multipliedBy(2), LONGEST);
    lastRestart = nanos.getAsLong();
  }

  private Duration sinceLast() {
    return lastRestart == null ? HELPED : Duration.ofNanos(nanos.getAsLong() - lastRestart);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
