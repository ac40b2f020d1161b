package io.chasqui.contract.contact;

import io.chasqui.contract.delivery.DeliveryStatus;
import java.util.UUID;

/** The delivery that tells one of the configured recipients of a contact message. */
public record ContactDelivery(UUID deliveryId, DeliveryStatus status) {}
