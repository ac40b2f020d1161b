package io.chasqui.server.schedule;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.NewDelivery;

/**
 * What became of a request.
 *
 * @param delivery as the request was understood when it came first
 */
public record Accepted(DeliveryId id, NewDelivery delivery) {}
