package io.chasqui.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliveryIdTest {

  @Test
  void theFirstIdOfATimeIsTheLeastVersion7UuidOfItsMillisecond() {
    DeliveryId first = DeliveryId.firstAt(Instant.parse("2022-02-22T19:22:22.000999Z"));

    // The time of RFC 9562, appendix A.6.
    assertThat(first.value()).isEqualTo(UUID.fromString("017f22e2-79b0-7000-8000-000000000000"));
    assertThat(first.value().version()).isEqualTo(7);
    assertThat(first.value().variant()).isEqualTo(2);
  }

  @Test
  void beforeThereWereSuchIdsItIsTheLeastOfAll() {
    DeliveryId least = DeliveryId.firstAt(Instant.EPOCH);

    assertThat(DeliveryId.firstAt(Instant.parse("1969-12-31T23:59:59.999Z"))).isEqualTo(least);
    assertThat(DeliveryId.firstAt(Instant.parse("0001-01-01T00:00:00Z"))).isEqualTo(least);
  }

  @Test
  void idsOrderByTime() {
    Instant before = Instant.now();
    DeliveryId fresh = DeliveryId.fresh();
    Instant after = Instant.now().plusMillis(1);

    assertThat(fresh.toString())
        .isGreaterThan(DeliveryId.firstAt(before).toString())
        .isLessThan(DeliveryId.firstAt(after).toString());
  }
}
