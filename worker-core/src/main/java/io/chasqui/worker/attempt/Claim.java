package io.chasqui.worker.attempt;

import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.worker.lane.ProviderCircuitBreaker;

/**
 * A delivery that is taken for an attempt.
 *
 * @param delivery under its lease
 * @param breaker of the provider that the attempt goes to; a permit of it is the delivery's
 */
public record Claim(ClaimedDelivery delivery, ProviderCircuitBreaker breaker) {}
