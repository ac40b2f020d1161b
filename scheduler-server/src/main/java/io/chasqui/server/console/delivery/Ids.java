package io.chasqui.server.console.delivery;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.platform.CanonicalUuid;
import java.util.Optional;

/** Ids of deliveries, as people and addresses write them. */
final class Ids {

  private Ids() {}

  /** Empty for what is none. */
  static Optional<DeliveryId> parse(String written) {
    return CanonicalUuid.parse(written).map(DeliveryId::new);
  }
}
