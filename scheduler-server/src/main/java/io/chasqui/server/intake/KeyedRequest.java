package io.chasqui.server.intake;

import java.time.Instant;

/**
 * A request that was done under an Idempotency-Key.
 *
 * @param requestSha256 tells it from others: {@link IdempotencyKey#sha256With}
 * @param receivedAt the time as of which it was understood
 */
public record KeyedRequest(String requestSha256, Result result, Instant receivedAt) {}
