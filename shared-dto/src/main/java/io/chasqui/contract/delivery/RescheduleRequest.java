package io.chasqui.contract.delivery;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a delivery to be sent at another time.
 *
 * @param scheduledTime required; ISO-8601 instant with offset, at most 366 days ahead; in the past:
 *     now
 */
public record RescheduleRequest(@NotBlank @Nullable String scheduledTime) {}
