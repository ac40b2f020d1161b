package io.chasqui.delivery;

import java.util.Optional;

/** Whom deliveries were for. */
public interface Addressees {

  /** Empty when there is no such delivery any more. */
  Optional<Addressee> find(DeliveryId id);
}
