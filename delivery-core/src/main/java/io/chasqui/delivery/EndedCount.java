package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import java.time.Instant;

/**
 * How many deliveries ended, in one minute or hour.
 *
 * @param begins the first moment of it
 * @param channel that they took
 * @param status that they ended in; {@code UNCERTAIN} is one
 * @param n how many; one that was tried again after its end, and ended again, is two
 * @param retried of these, those that had more than one attempt
 * @param lateness of those that were delivered by their first attempt
 */
public record EndedCount(
    Instant begins,
    Channel channel,
    DeliveryStatus status,
    long n,
    long retried,
    Lateness lateness) {}
