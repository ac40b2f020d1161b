package io.chasqui.delivery;

import java.time.Instant;
import java.util.List;

/** Reads which deliveries a filter selects, for those who decide about many. */
public interface DeliverySelections {

  /**
   * Counts them.
   *
   * @param filter the newest {@code filter.limit()} of these are counted, no more
   * @param time deadlines up to it are counted apart
   */
  List<SelectedCount> count(DeliveryQuery filter, Instant time);

  /** The ids of at most {@code filter.limit()} of them, newest first. */
  List<DeliveryId> next(DeliveryQuery filter);

  /** These as they are now, in whatever order; those that are gone are not in it. */
  List<SelectedDelivery> look(List<DeliveryId> ids);
}
