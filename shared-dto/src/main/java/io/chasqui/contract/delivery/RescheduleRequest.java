package io.chasqui.contract.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a delivery to be sent at another time.
 *
 * @param scheduledTime required; ISO-8601 instant with offset, at most 366 days ahead; in the past:
 *     now
 */
public record RescheduleRequest(@Nullable String scheduledTime) {}
