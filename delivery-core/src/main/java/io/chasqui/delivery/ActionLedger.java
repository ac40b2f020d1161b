package io.chasqui.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * What people change about deliveries, one at a time. Whoever changes the delivery's job as well
 * begins with {@link DeliveryJobQueue#hold}.
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
}
