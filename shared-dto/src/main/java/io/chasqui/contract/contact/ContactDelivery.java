package io.chasqui.contract.contact;

import io.chasqui.contract.delivery.DeliveryStatus;
import java.util.UUID;

/**
 * The delivery that tells one of the configured recipients of a contact message.
 *
 * @param deliveryId its id
 * @param status its state now
 */
public record ContactDelivery(UUID deliveryId, DeliveryStatus status) {}
