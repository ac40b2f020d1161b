package io.chasqui.delivery;

import java.time.Instant;

/** A delivery that is about to be stored for the first time, with the id it was given. */
public record FreshDelivery(DeliveryId id, NewDelivery delivery, Instant createdAt) {

  /** It as its job sees it. */
  public WaitingDelivery waiting() {
    return new WaitingDelivery(
        id, delivery.channel(), delivery.correlationId(), delivery.scheduledTime());
  }
}
