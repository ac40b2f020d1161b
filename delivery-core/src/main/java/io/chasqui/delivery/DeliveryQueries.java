package io.chasqui.delivery;

import io.chasqui.contract.delivery.DeliveryView;
import java.util.List;
import java.util.Optional;

/** Reads deliveries. */
public interface DeliveryQueries {

  /** The delivery with all its attempts; empty when there is none of this id. */
  Optional<DeliveryView> find(DeliveryId id);

  /** These deliveries with all their attempts, in whatever order, those that there are. */
  List<DeliveryView> all(List<DeliveryId> ids);

  /** How the delivery was told to go on; empty when there is none of this id. */
  Optional<DeliveryPlan> plan(DeliveryId id);

  /** What the delivery says, or said; empty when there is none of this id. */
  Optional<SaidContent> content(DeliveryId id);

  /**
   * The deliveries that share the content of this one, itself among them, in the order of their
   * ids; itself alone when it shares none.
   */
  List<DeliveryId> sayingTheSame(DeliveryId id);

  /** At most {@code query.limit()} deliveries, newest first. */
  List<DeliveryView> list(DeliveryQuery query);

  /** Whether so many deliveries are open; counts no further. */
  boolean hasOpen(long atLeast);

  /**
   * How many deliveries are open, by channel and state. What has ended costs nothing; millions that
   * are open cost seconds.
   */
  List<OpenCount> openCounts();
}
