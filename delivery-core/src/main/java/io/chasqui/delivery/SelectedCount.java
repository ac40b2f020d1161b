package io.chasqui.delivery;

import io.chasqui.contract.delivery.DeliveryStatus;

/**
 * How many of the deliveries that a filter selects are alike.
 *
 * @param status they are in
 * @param isErased whether their recipients and texts are gone
 * @param mayHaveArrived whether a copy of each may have arrived
 * @param endsBefore whether their deadline is not after the time that was asked about
 * @param n how many
 */
public record SelectedCount(
    DeliveryStatus status, boolean isErased, boolean mayHaveArrived, boolean endsBefore, long n) {}
