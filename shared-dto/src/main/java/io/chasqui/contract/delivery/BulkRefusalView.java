package io.chasqui.contract.delivery;

import java.util.UUID;

/**
 * A delivery that an act came to and did not change.
 *
 * @param deliveryId its id
 * @param reason the state that it was in, or a code
 */
public record BulkRefusalView(UUID deliveryId, String reason) {}
