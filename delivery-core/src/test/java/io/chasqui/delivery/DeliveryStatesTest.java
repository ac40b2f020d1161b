package io.chasqui.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeliveryStatesTest {

  @Test
  void eachSetIsWrittenAsSqlReadsIt() {
    assertThat(DeliveryStates.WAITING).isEqualTo("('SCHEDULED', 'QUEUED', 'RETRYING')");
    assertThat(DeliveryStates.OPEN).isEqualTo("('SCHEDULED', 'QUEUED', 'SENDING', 'RETRYING')");
    assertThat(DeliveryStates.OPEN_BUT_SCHEDULED).isEqualTo("('QUEUED', 'SENDING', 'RETRYING')");
    assertThat(DeliveryStates.FINAL)
        .isEqualTo("('DELIVERED', 'FAILED', 'CANCELLED', 'EXPIRED', 'SUPPRESSED')");
    assertThat(DeliveryStates.NOT_FINAL)
        .isEqualTo("('SCHEDULED', 'QUEUED', 'SENDING', 'RETRYING', 'UNCERTAIN')");
    assertThat(DeliveryStates.REVIVABLE)
        .isEqualTo("('FAILED', 'CANCELLED', 'EXPIRED', 'SUPPRESSED', 'UNCERTAIN')");
  }
}
