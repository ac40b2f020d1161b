package io.chasqui.server.notification.broker;

import java.time.Duration;

/**
 * How long a consumer waits while a broker or the database is away.
 *
 * @param first after the first failure; doubled after each further one
 * @param longest of those
 * @param report how often it tells how it is
 */
record ConsumerPauses(Duration first, Duration longest, Duration report) {

  static final ConsumerPauses USUAL =
      new ConsumerPauses(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(10));

  private static final int MOST_DOUBLINGS = 10;

  /**
   * @param failures in a row, at least 1
   */
  Duration after(int failures) {
    Duration grown = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return grown.compareTo(longest) < 0 ? grown : longest;
  }
}
