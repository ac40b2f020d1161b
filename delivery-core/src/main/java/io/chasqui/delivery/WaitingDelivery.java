package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.platform.CorrelationId;
import java.time.Instant;

/**
 * An open delivery, as far as its job has to know it.
 *
 * @param id also the id of its job
 * @param channel whose queue its job is in
 * @param lane whose fate it shares
 * @param band who goes first on that lane
 * @param correlationId shown with the job
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
