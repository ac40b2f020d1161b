package io.chasqui.delivery;

import java.util.List;
import java.util.Set;

/** Where the jobs of deliveries wait for their time. */
public interface DeliveryJobQueue {

  /**
   * Adds the jobs of fresh deliveries, in the transaction of the caller; once it has committed,
   * workers hear of those that are due soon.
   */
  void addAll(List<StoredDelivery> deliveries);

  /**
   * Keeps workers from taking a delivery's job until the transaction of the caller ends; waits for
   * one that is just taking it. A worker locks the job before the delivery, so whoever wants to
   * change both begins here, or the two would wait for each other.
   */
  void hold(DeliveryId id);

  /**
   * As {@link #hold}, of those jobs that nobody else has in hand; nobody is waited for.
   *
   * @param isToRenew whether they are to be renewed, which a job in a live worker's hands cannot be
   * @return the deliveries whose jobs are kept now, can be left alone, or are gone
   */
  Set<DeliveryId> holdFree(List<DeliveryId> ids, boolean isToRenew);

  /**
   * Gives each delivery exactly one job that waits for its time, whatever became of the one it had,
   * in the transaction of the caller; once it has committed, workers hear of those that are due
   * soon. A job that a live worker is running, that another is changing right now, or that calls
   * another contract of ours, is left as it is.
   *
   * @param reason as the dashboard shows it
   * @return the deliveries that have their new job
   */
  Set<DeliveryId> renew(List<WaitingDelivery> deliveries, String reason);

  /**
   * As {@link #renew}, and also out of the hands of a worker, which is believed to be dead: should
   * it live, it cannot save the job any more.
   */
  Set<DeliveryId> takeOver(List<WaitingDelivery> deliveries, String reason);

  /**
   * Ends the job of a delivery that wants none any more, in the transaction of the caller. A job
   * that is being processed is left alone: it will find nothing to do.
   *
   * @param reason as the dashboard shows it
   */
  void retire(DeliveryId id, String reason);

  /** {@link #retire} of each. */
  void retireAll(List<DeliveryId> ids, String reason);

  /**
   * Brings the jobs of deliveries to another lane of their queue, in the transaction of the caller.
   * A job that is being processed, or that somebody has locked, is left alone.
   *
   * @return those whose job was brought there
   */
  List<DeliveryId> changeLane(List<DeliveryId> ids, Lane lane);
}
