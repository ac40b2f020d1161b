package io.chasqui.contract.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What made a delivery.
 *
 * @param kind {@code REQUEST}, {@code PLAIN_EMAIL}, {@code CONTACT}, {@code ALERT}; others may be
 *     added without notice
 * @param id of that message of the contact form or that alert; null: its kind has none
 */
public record OriginView(String kind, @Nullable UUID id) {}
