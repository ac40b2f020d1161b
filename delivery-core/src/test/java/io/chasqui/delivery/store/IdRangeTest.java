package io.chasqui.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdRangeTest {

  private static final UUID LOW = UUID.fromString("01a2016b-78ea-71a4-bd4b-17a493136127");
  private static final UUID MIDDLE = UUID.fromString("01a2016b-78ea-71a4-bd4b-17a493136128");
  private static final UUID HIGH = UUID.fromString("f1a2016b-78ea-71a4-1d4b-17a493136127");

  @Test
  void ordersAsPostgresqlDoesWhichKnowsNoSigns() {
    IdRange range = IdRange.of(List.of(MIDDLE, HIGH, LOW));

    assertThat(range).isEqualTo(new IdRange(LOW, HIGH));
    assertThat(range.params()).containsEntry("leastId", LOW).containsEntry("greatestId", HIGH);
  }

  @Test
  void ofNoIdsItHoldsNoDelivery() {
    IdRange none = IdRange.of(List.of());

    assertThat(none.least()).isEqualTo(none.greatest()).isEqualTo(new UUID(0, 0));
  }
}
