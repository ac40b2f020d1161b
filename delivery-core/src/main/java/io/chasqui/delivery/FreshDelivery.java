package io.chasqui.delivery;

import java.time.Instant;

/** A delivery that is about to be stored for the first time, with the id it was given. */
public record FreshDelivery(DeliveryId id, NewDelivery delivery, Instant createdAt) {}
