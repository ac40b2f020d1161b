package io.chasqui.server.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one worker finds a channel's peer.
 *
 * @param worker its name
 * @param breaker {@code CLOSED}, {@code HALF_OPEN}, {@code OPEN} or {@code RESTING}: left alone for
 *     a stated time
 * @param failures in a row
 * @param lastFailureCode why the last one failed; null: none did
 * @param since when the breaker came to be as it is
 */
public record PeerOfWorker(
    String worker, String breaker, int failures, @Nullable String lastFailureCode, Instant since) {}
