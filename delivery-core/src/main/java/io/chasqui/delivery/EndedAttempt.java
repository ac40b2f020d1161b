package io.chasqui.delivery;

import io.chasqui.contract.delivery.DeliveryStatus;

/**
 * How an attempt ended, and its delivery with it.
 *
 * @param end the attempt's
 * @param status the delivery's, for good
 */
public record EndedAttempt(EndOfAttempt end, DeliveryStatus status) {}
