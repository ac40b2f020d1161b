package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;

/**
 * How many deliveries failed for one reason.
 *
 * @param channel that they took
 * @param failureCode why
 * @param n how many
 */
public record FailureCount(Channel channel, String failureCode, long n) {}
