package io.chasqui.delivery;

import io.chasqui.contract.delivery.DeliveryStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that a filter selects, as far as whoever decides about many has to know it.
 *
 * @param id of the delivery
 * @param status it is in
 * @param isErased whether its recipient and texts are gone
 * @param mayHaveArrived whether an attempt at it ended as unknown, so that a copy may have arrived
 * @param expiresAt its deadline; null: it has none
 */
public record SelectedDelivery(
    DeliveryId id,
    DeliveryStatus status,
    boolean isErased,
    boolean mayHaveArrived,
    @Nullable Instant expiresAt) {}
