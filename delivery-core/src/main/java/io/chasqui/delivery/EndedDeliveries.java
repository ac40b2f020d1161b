package io.chasqui.delivery;

import java.util.Collection;
import java.util.Set;

/** Deliveries that have ended, for features that keep theirs not longer than what made them. */
public interface EndedDeliveries {

  /**
   * Keeps others from changing deliveries, or starting them anew, until the transaction of the
   * caller ends. Waits for nobody.
   *
   * @return those that are not there any more, or have ended and are held by nobody else; the rest
   *     is open, uncertain, or about to be
   */
  Set<DeliveryId> hold(Collection<DeliveryId> deliveries);

  /**
   * Removes deliveries with their attempts, and counts them into {@code delivery_statistics}, in
   * the transaction of the caller.
   *
   * @param held by the same transaction
   */
  void remove(Collection<DeliveryId> held);
}
