package io.chasqui.server.schedule;

import io.chasqui.delivery.DeliveryId;

/**
 * What became of a request.
 *
 * @param understood the request as it was understood when it came first
 */
public record Done<T>(DeliveryId id, T understood) {}
