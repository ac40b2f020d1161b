package io.chasqui.server.console.overview;

import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.server.console.Reads;
import org.springframework.stereotype.Component;

/** Knows whether there are no deliveries at all: looked up only where nothing else says so. */
@Component
class Emptiness {

  private static final DeliveryQuery ANY =
      new DeliveryQuery(null, null, null, null, null, null, null, null, null, 1);

  private final Deliveries deliveries;
  private final Reads reads;

  Emptiness(Deliveries deliveries, Reads reads) {
    this.deliveries = deliveries;
    this.reads = reads;
  }

  boolean isEmpty(Figures now) {
    return now.ended().isEmpty()
        && now.due().isEmpty()
        && now.undelivered().isEmpty()
        && reads.get(() -> deliveries.page(ANY)).items().isEmpty();
  }
}
