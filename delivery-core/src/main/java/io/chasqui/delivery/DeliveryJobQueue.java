package io.chasqui.delivery;

import java.util.List;

/** Where the jobs of deliveries wait for their time. */
public interface DeliveryJobQueue {

  /**
   * Adds the jobs of fresh deliveries, in the transaction of the caller; once it has committed,
   * workers hear of those that are due soon.
   */
  void addAll(List<FreshDelivery> deliveries);
}
