package io.chasqui.delivery;

import io.chasqui.platform.db.Months;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The months that deliveries are stored in. */
public interface DeliveryMonths extends Months {

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
