package io.chasqui.delivery;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;

/** What came of what a person decided about a delivery. */
public sealed interface DeliveryAction {

  /**
   * It is done.
   *
   * @param delivery as it is now
   */
  record Made(DeliveryView delivery) implements DeliveryAction {}

  /**
   * Nothing was changed, because the delivery is not in a state in which this can be decided.
   *
   * @param current the state it is in
   */
  record StateConflict(DeliveryStatus current) implements DeliveryAction {}

  /**
   * Nothing was changed, because the delivery's recipient and texts are gone: there is nothing left
   * to send.
   */
  record Erased() implements DeliveryAction {}

  /** Nothing was changed, because the new time is not before the delivery's deadline. */
  record AfterDeadline() implements DeliveryAction {}

  /** There is no such delivery. */
  record NoDelivery() implements DeliveryAction {}
}
