package io.chasqui.delivery;

import io.chasqui.platform.trace.Traceparent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is about to be stored for the first time, with the id it was given.
 *
 * @param id a fresh one
 * @param delivery what was asked for
 * @param createdAt by the clock of this process
 * @param traceparent whence its trace goes on, in its job and in what hears of it; null: nowhere
 */
public record StoredDelivery(
    DeliveryId id, DeliveryRequest delivery, Instant createdAt, @Nullable Traceparent traceparent) {

  /** The part of it that its job needs. */
  public WaitingDelivery waiting() {
    return new WaitingDelivery(
        id,
        delivery.channel(),
        delivery.lane(),
        delivery.band(),
        delivery.correlationId(),
        delivery.scheduledTime());
  }
}
