package io.chasqui.server.delivery;

import io.chasqui.delivery.DeliveryMonths;
import io.chasqui.platform.task.RetentionRule;
import io.chasqui.platform.task.Stopping;
import io.chasqui.server.retention.RetentionSettings;

/**
 * Months whose deliveries need not be kept any more. Whether one may go is read from all of it, so
 * it is asked more rarely than what else is to go. But one that has begun to go is gone on with at
 * once: nobody finds its deliveries meanwhile, and one of them may be open again.
 */
final class OldMonths {

  private static final int ROUNDS_PER_LOOK = 60;

  /** Of each batch: as long as a month goes at all, the next one may. */
  private static final int ONE = 1;

  private final DeliveryMonths months;
  private final RetentionSettings settings;
  private final Stopping stopping;

  /** The task's own thread is the only one that asks. */
  private int roundsLeft;

  OldMonths(DeliveryMonths months, RetentionSettings settings, Stopping stopping) {
    this.months = months;
    this.settings = settings;
    this.stopping = stopping;
  }

  RetentionRule rule() {
    return new RetentionRule("deliveries", settings.checkInterval(), ONE, atMost -> dropOldest());
  }

  private int dropOldest() {
    if (roundsLeft > 0 && !months.isOneLeaving()) {
      roundsLeft--;
      return 0;
    }
    int deliveries = months.dropOldest(settings.rows(), stopping::hasBegun);
    roundsLeft = deliveries > 0 ? 0 : ROUNDS_PER_LOOK - 1;
    return deliveries;
  }
}
