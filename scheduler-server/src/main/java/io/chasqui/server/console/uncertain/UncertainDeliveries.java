package io.chasqui.server.console.uncertain;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.chasqui.contract.delivery.DeliveryPage;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.server.console.Count;
import io.chasqui.server.console.Reads;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Deliveries that wait for a person. */
@Component
class UncertainDeliveries {

  /** More than so many nobody counts. */
  private static final int COUNTED = 99;

  /** Each page shows the count. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private static final DeliveryId BEFORE_ALL = new DeliveryId(new UUID(0, 0));

  private final Deliveries deliveries;
  private final Reads reads;
  private final LoadingCache<String, Count> counts =
      Caffeine.newBuilder().expireAfterWrite(FRESH).build(key -> counted());

  UncertainDeliveries(Deliveries deliveries, Reads reads) {
    this.deliveries = deliveries;
    this.reads = reads;
  }

  /** How many there were a few seconds ago at most. */
  Count count() {
    return counts.get("");
  }

  private Count counted() {
    DeliveryPage page = behind(BEFORE_ALL, COUNTED);
    return new Count(page.items().size(), page.nextCursor() != null);
  }

  /** The oldest of all. */
  DeliveryPage oldest(int limit) {
    return behind(BEFORE_ALL, limit);
  }

  /** Those that come next, each page newest first; its cursor is its newest one. */
  DeliveryPage behind(DeliveryId last, int limit) {
    DeliveryQuery query =
        new DeliveryQuery(
            null, DeliveryStatus.UNCERTAIN, null, null, null, null, null, null, null, last, limit);
    return reads.get(() -> deliveries.page(query));
  }
}
