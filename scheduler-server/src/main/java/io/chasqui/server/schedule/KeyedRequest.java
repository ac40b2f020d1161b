package io.chasqui.server.schedule;

import io.chasqui.delivery.DeliveryId;
import java.time.Instant;

/**
 * A request that was done under an Idempotency-Key.
 *
 * @param requestSha256 tells it from others, see {@link RequestDigest}
 * @param receivedAt the time as of which it was understood
 */
public record KeyedRequest(String requestSha256, DeliveryId deliveryId, Instant receivedAt) {}
