package io.chasqui.delivery.store;

import io.chasqui.delivery.DeliveryId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The least and the greatest of the ids that a statement is about. A statement that is about
 * several says {@code BETWEEN :leastId AND :greatestId} of each of its tables, in sub-selects and
 * joins too: by nothing else does PostgreSQL know before it begins which months it need not look
 * into (docs/adr/0020). Of a single id it is enough to say that it is equal.
 */
record IdRange(UUID least, UUID greatest) {

  private static final UUID NONE = new UUID(0, 0);

  /** As PostgreSQL orders them. */
  private static final Comparator<UUID> ORDER =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  /** Of no id at all it is a range that holds none of a delivery. */
  static IdRange of(List<UUID> ids) {
    return new IdRange(ids.stream().min(ORDER).orElse(NONE), ids.stream().max(ORDER).orElse(NONE));
  }

  static IdRange ofDeliveries(List<DeliveryId> ids) {
    return of(ids.stream().map(DeliveryId::value).toList());
  }

  /** What a statement binds as an array of ids, beside their range. */
  static UUID[] array(List<DeliveryId> ids) {
    return ids.stream().map(DeliveryId::value).toArray(UUID[]::new);
  }

  /** The two as a statement names them. */
  Map<String, UUID> params() {
    return Map.of("leastId", least, "greatestId", greatest);
  }
}
