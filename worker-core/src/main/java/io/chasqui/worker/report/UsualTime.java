package io.chasqui.worker.report;

import java.time.Duration;

/**
 * How long the storage takes for an answer, and what is slow by that: a storage that makes its
 * reports when they are asked for is not slow because it takes seconds for each. Guarded by its
 * owner's lock.
 */
final class UsualTime {

  /** As long as nothing is known. */
  private static final Duration GUESS = Duration.ofMillis(250);

  private static final Duration NEVER_SLOW = Duration.ofMillis(150);
  private static final Duration LEAST_PATIENCE = Duration.ofMillis(100);
  private static final Duration MOST_PATIENCE = Duration.ofSeconds(1);

  /** So much the newest one counts. */
  private static final int WEIGHT = 8;

  private long usual = GUESS.toNanos();

  Duration time() {
    return Duration.ofNanos(usual);
  }

  /** The storage has answered, and all was read. */
  void took(long nanos) {
    usual += (nanos - usual) / WEIGHT;
  }

  /** So long a hand may be held for want of a place, and one that reads may be about to end. */
  long patience() {
    return Math.min(MOST_PATIENCE.toNanos(), Math.max(LEAST_PATIENCE.toNanos(), 2 * usual));
  }

  /** From when on one has had its time, and may never be answered. */
  long slow() {
    return Math.max(NEVER_SLOW.toNanos(), 4 * usual);
  }
}
