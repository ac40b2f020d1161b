package io.chasqui.delivery;

import io.chasqui.platform.TimeUuid;
import java.time.Instant;
import java.util.UUID;

/**
 * A delivery's id, which is also its job's: a version 7 UUID, so that ids order by time.
 *
 * @param value a version 7 UUID, RFC 9562
 */
public record DeliveryId(UUID value) {

  /** A fresh id, later than every id this process made before. */
  public static DeliveryId fresh() {
    return new DeliveryId(TimeUuid.fresh());
  }

  /**
   * The least id that is made at this time, to the millisecond: RFC 9562, section 5.7. Such ids
   * begin in 1970: at an earlier time it is the least of all.
   */
  public static DeliveryId firstAt(Instant time) {
    long timeAndVersion = (Math.max(0, time.toEpochMilli()) << 16) | 0x7000L;
    long variant = 0b10L << 62;
    return new DeliveryId(new UUID(timeAndVersion, variant));
  }

  /** The least id that is greater, as PostgreSQL orders them. */
  public DeliveryId next() {
    long least = value.getLeastSignificantBits() + 1;
    long carry = least == 0 ? 1 : 0;
    return new DeliveryId(new UUID(value.getMostSignificantBits() + carry, least));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
