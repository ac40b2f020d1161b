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
    DeliveryId id, Channel channel, CorrelationId correlationId, Instant dueAt) {}
