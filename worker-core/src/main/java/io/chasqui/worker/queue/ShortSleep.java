package io.chasqui.worker.queue;

import java.time.Duration;

/**
 * The sleep while what is due cannot be taken, because another worker is just taking it. It grows
 * with each time that it was in vain: that worker may hold its locks for long.
 */
final class ShortSleep {

  static final Duration SHORTEST = Duration.ofMillis(1);

  private static final Duration LONGEST = Duration.ofMillis(100);

  private Duration next = SHORTEST;

  Duration next() {
    Duration now = next;
    Duration twice = now.multipliedBy(2);
    next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    return now;
  }

  /** It was not in vain. */
  void reset() {
    next = SHORTEST;
  }
}
