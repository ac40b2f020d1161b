package io.chasqui.worker.report;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When those come back who were told to wait: one after the other, so that any number of them costs
 * the database no more than two hundred looks a second.
 */
final class Turns {

  private static final Duration BETWEEN = Duration.ofMillis(5);

  private final LongSupplier nanos;
  private long last;

  /**
   * @param nanos as {@link System#nanoTime}
   */
  Turns(LongSupplier nanos) {
    this.nanos = nanos;
    this.last = nanos.getAsLong();
  }

  /**
   * @param least how long it is at the least
   * @return how long the next one waits
   */
  synchronized Duration next(Duration least) {
    long now = nanos.getAsLong();
    last = now + Math.max(least.toNanos(), last - now + BETWEEN.toNanos());
    return Duration.ofNanos(last - now);
  }
}
