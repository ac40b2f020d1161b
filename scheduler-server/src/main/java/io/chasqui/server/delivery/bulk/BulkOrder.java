package io.chasqui.server.delivery.bulk;

import io.chasqui.delivery.Decision;
import io.chasqui.delivery.DeliveryQuery;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be decided, about which deliveries.
 *
 * @param act what is decided about each
 * @param filters each selects some; together they are those that it is about, none of them twice.
 *     Where their pages begin and end says nothing here
 * @param scheduledTime of {@code RESCHEDULE}; null for the others
 * @param alsoMayHaveArrived whether {@code RETRY} also sends those of which a copy may have arrived
 */
public record BulkOrder(
    Decision act,
    List<DeliveryQuery> filters,
    @Nullable Instant scheduledTime,
    boolean alsoMayHaveArrived) {

  /**
   * @throws IllegalArgumentException when there is a time and the act needs none, or the reverse
   */
  public BulkOrder {
    filters = List.copyOf(filters);
    if ((act == Decision.RESCHEDULE) != (scheduledTime != null)) {
      throw new IllegalArgumentException("a time belongs to RESCHEDULE alone: " + act);
    }
  }

  /** About all that one filter selects. */
  public BulkOrder(
      Decision act,
      DeliveryQuery filter,
      @Nullable Instant scheduledTime,
      boolean alsoMayHaveArrived) {
    this(act, List.of(filter), scheduledTime, alsoMayHaveArrived);
  }

  /** The same act, which also sends, or does not, those of which a copy may have arrived. */
  public BulkOrder alsoMayHaveArrived(boolean also) {
    return new BulkOrder(act, filters, scheduledTime, also);
  }
}
