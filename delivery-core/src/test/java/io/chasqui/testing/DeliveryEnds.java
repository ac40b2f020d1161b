package io.chasqui.testing;

import static org.awaitility.Awaitility.await;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import java.time.Duration;

/** Waits for the end of deliveries. */
public final class DeliveryEnds {

  private static final Duration LONGEST = Duration.ofSeconds(20);

  private DeliveryEnds() {}

  /** Waits until a delivery has ended, and says how. */
  public static DeliveryView awaitEnd(Deliveries deliveries, DeliveryId id) {
    return await()
        .atMost(LONGEST)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> deliveries.find(id).orElseThrow(), delivery -> delivery.completedAt() != null);
  }
}
