package io.chasqui.delivery;

import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The months that deliveries are stored in, by the time of their ids, in UTC. A delivery whose
 * month is missing cannot be stored. Which month it is says the database's clock.
 */
public interface DeliveryMonths {

  /**
   * Makes those that are missing of the running month and so many after it. Servers that do it at
   * the same time wait for each other; intake and workers wait for nobody.
   *
   * @return those that were made
   */
  List<YearMonth> add(int ahead);

  /** Those that are missing of the running month and so many after it. */
  List<YearMonth> missing(int ahead);

  /**
   * Whether a month has begun to go, and nobody finds its deliveries until it is gone or has come
   * back: {@link #dropOldest} decides which.
   */
  boolean isOneLeaving();

  /**
   * Drops the oldest month of which everything has ended for longer than that, counting its
   * deliveries into {@code delivery_statistics}. A month with an open or an uncertain delivery
   * stays. One server at a time does it, the others do nothing meanwhile. A large month takes
   * minutes, most of which the database rests.
   *
   * @param isToStop asked between steps; then the month is left to a later call
   * @return how many deliveries went; 0 when there is no such month, when somebody who reads holds
   *     it, or when it was to stop
   */
  int dropOldest(Duration endedFor, BooleanSupplier isToStop);
}
