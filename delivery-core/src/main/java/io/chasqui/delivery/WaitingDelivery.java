package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.platform.CorrelationId;
import java.time.Instant;

/**
 * An open delivery, as far as its job has to know it.
 *
 * @param dueAt when it is to be looked at next
 */
public record WaitingDelivery(
    DeliveryId id, Channel channel, CorrelationId correlationId, Instant dueAt) {}
