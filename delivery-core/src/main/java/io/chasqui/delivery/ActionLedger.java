package io.chasqui.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What people change about deliveries, one at a time or some in one transaction. Whoever changes
 * the delivery's job as well begins with {@link DeliveryJobQueue#hold}.
 */
public interface ActionLedger {

  /**
   * Keeps others from changing a delivery until the transaction of the caller ends.
   *
   * @return false when there is none
   */
  boolean hold(DeliveryId id);

  /**
   * Starts a delivery anew that has ended without being delivered. A deadline that has passed is
   * dropped: a person wants it sent all the same.
   *
   * @return the delivery, due now; empty when it has not, or when its recipient was erased
   */
  Optional<WaitingDelivery> revive(DeliveryId id);

  /**
   * Gives a delivery that nobody holds another time.
   *
   * @return the delivery; empty when it is being sent or has ended, or when its deadline is not
   *     after that time
   */
  Optional<WaitingDelivery> reschedule(DeliveryId id, Instant scheduledTime);

  /**
   * Records that a delivery has arrived that may have arrived.
   *
   * @return false when it was not uncertain
   */
  boolean confirm(DeliveryId id);

  /**
   * Stops a delivery that nobody holds.
   *
   * @return false when it is being sent or has ended
   */
  boolean cancel(DeliveryId id);

  /**
   * Keeps others from changing deliveries until the transaction of the caller ends, those that
   * nobody else is changing right now; nobody is waited for, so that no two wait for each other.
   *
   * @return those that are kept now, or are gone
   */
  Set<DeliveryId> holdFree(List<DeliveryId> ids);

  /** {@link #revive} of each; those that were not changed are not in it. */
  List<WaitingDelivery> reviveAll(List<DeliveryId> ids);

  /** {@link #reschedule} of each; those that were not changed are not in it. */
  List<WaitingDelivery> rescheduleAll(List<DeliveryId> ids, Instant scheduledTime);

  /** {@link #confirm} of each; those that were not changed are not in it. */
  List<DeliveryId> confirmAll(List<DeliveryId> ids);

  /** {@link #cancel} of each; those that were not changed are not in it. */
  List<DeliveryId> cancelAll(List<DeliveryId> ids);

  /** The same, with a code that says what they were ended for. */
  List<DeliveryId> endAll(List<DeliveryId> ids, String code);
}
