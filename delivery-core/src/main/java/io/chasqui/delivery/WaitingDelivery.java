package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.platform.CorrelationId;
import java.time.Instant;

/**
 * An open delivery, as far as its job has to know it.
 *
 * @param dueAt when the job is to run
 */
public record WaitingDelivery(
    DeliveryId id,
    Channel channel,
    Lane lane,
    Band band,
    CorrelationId correlationId,
    Instant dueAt) {

  /** The same in another band. */
  public WaitingDelivery withBand(Band other) {
    return new WaitingDelivery(id, channel, lane, other, correlationId, dueAt);
  }
}
