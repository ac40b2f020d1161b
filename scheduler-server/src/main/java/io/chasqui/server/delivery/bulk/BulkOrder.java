package io.chasqui.server.delivery.bulk;

import io.chasqui.delivery.Decision;
import io.chasqui.delivery.DeliveryQuery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be decided, about which deliveries.
 *
 * @param act what is decided about each
 * @param filter selects them; where its page begins and ends says nothing here
 * @param scheduledTime of {@code RESCHEDULE}; null for the others
 * @param alsoMayHaveArrived whether {@code RETRY} also sends those of which a copy may have arrived
 */
public record BulkOrder(
    Decision act,
    DeliveryQuery filter,
    @Nullable Instant scheduledTime,
    boolean alsoMayHaveArrived) {

  /**
   * @throws IllegalArgumentException when there is a time and the act needs none, or the reverse
   */
  public BulkOrder {
    if ((act == Decision.RESCHEDULE) != (scheduledTime != null)) {
      throw new IllegalArgumentException("a time belongs to RESCHEDULE alone: " + act);
    }
  }
}
