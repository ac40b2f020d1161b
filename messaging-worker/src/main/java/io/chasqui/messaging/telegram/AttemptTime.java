package io.chasqui.messaging.telegram;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time of one attempt. New requests begin only within its window, so an attempt lasts at the
 * most {@link #longest}; a process that was frozen for longer sends nothing when it wakes, because
 * another worker may have gone on with the delivery.
 */
final class AttemptTime {

  /** So many whole requests may begin one after the other, in the worst case. */
  private static final int WINDOW_IN_REQUESTS = 3;

  private final LongSupplier nanoTime;
  private final long startedAt;
  private final long windowNanos;

  /**
   * @param requestTimeout the longest single request
   * @param nanoTime a clock that only goes forward, in nanoseconds
   */
  AttemptTime(Duration requestTimeout, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.startedAt = nanoTime.getAsLong();
    this.windowNanos = requestTimeout.multipliedBy(WINDOW_IN_REQUESTS).toNanos();
  }

  /** How long an attempt lasts at the most, without the reading of its report. */
  static Duration longest(Duration requestTimeout) {
    return requestTimeout.multipliedBy(WINDOW_IN_REQUESTS + 1);
  }

  boolean allowsAnotherRequest() {
    return nanoTime.getAsLong() - startedAt < windowNanos;
  }
}
