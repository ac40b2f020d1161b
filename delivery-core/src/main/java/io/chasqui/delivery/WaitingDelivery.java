package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.platform.CorrelationId;
import java.time.Instant;

/**
 * A delivery that waits for its job, as far as the job has to know it.
 *
 * @param dueAt when the job is to run
 */
public record WaitingDelivery(
    DeliveryId id, Channel channel, CorrelationId correlationId, Instant dueAt) {}
