package io.chasqui.delivery;

import java.util.List;

/** Where the jobs of deliveries wait for their time. */
public interface DeliveryJobQueue {

  /**
   * Adds the jobs of fresh deliveries, in the transaction of the caller; once it has committed,
   * workers hear of those that are due soon.
   */
  void addAll(List<FreshDelivery> deliveries);

  /**
   * Gives deliveries a job that waits for their time, whatever became of the one they had, in the
   * transaction of the caller. A job that a live worker is running, or that somebody is changing
   * right now, is left as it is.
   */
  void renew(List<WaitingDelivery> deliveries);
}
