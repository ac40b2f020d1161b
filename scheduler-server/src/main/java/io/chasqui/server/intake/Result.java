package io.chasqui.server.intake;

import io.chasqui.delivery.DeliveryId;
import java.util.UUID;

/**
 * What a request made: one thing, however many deliveries come of it.
 *
 * @param kind what it is, {@code DELIVERY}: 1-31 capital letters and underscores
 * @param id its id among those of its kind
 */
public record Result(String kind, UUID id) {

  /** The one delivery that a request asked for. */
  public static final String DELIVERY = "DELIVERY";

  public static Result of(DeliveryId delivery) {
    return new Result(DELIVERY, delivery.value());
  }
}
