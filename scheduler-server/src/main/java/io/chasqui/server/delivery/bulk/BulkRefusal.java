package io.chasqui.server.delivery.bulk;

import io.chasqui.delivery.DeliveryId;

/**
 * A delivery that an act came to and did not change.
 *
 * @param delivery its id
 * @param reason the state that it was in, or a code: {@code ERASED}, {@code MAY_HAVE_ARRIVED},
 *     {@code AFTER_DEADLINE}, {@code IN_HAND}, {@code GONE}
 */
public record BulkRefusal(DeliveryId delivery, String reason) {}
