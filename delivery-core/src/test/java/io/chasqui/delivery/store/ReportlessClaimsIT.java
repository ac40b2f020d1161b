package io.chasqui.delivery.store;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQueries;
import io.chasqui.delivery.StoredDelivery;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestDeliveries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a worker does with due deliveries while it can have no reports. */
class ReportlessClaimsIT {

  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final String PEER = "test:peer";

  private static final JdbcClient jdbc = TestDatabase.fresh().jdbc();

  private final AttemptLedger ledger = new AttemptStore(jdbc);
  private final DeliveryQueries queries = new DeliveryQueryStore(jdbc);
  private final DeliveryId with = stored(anEmail());
  private final DeliveryId without = stored(anEmail().withoutReport());

  @Test
  void thoseThatCarryNoneAreTaken() {
    assertThat(claim(false)).extracting(ClaimedDelivery::id).containsExactly(without);
    assertThat(view(with).status()).isEqualTo(DeliveryStatus.SCHEDULED);
    assertThat(view(with).attempts()).isEmpty();
  }

  @Test
  void bothAreTakenAtOtherTimes() {
    assertThat(claim(true))
        .extracting(ClaimedDelivery::id)
        .containsExactlyInAnyOrder(with, without);
  }

  @Test
  void itIsKnownWhichCarryOne() {
    assertThat(ledger.standing(with, PEER).orElseThrow().hasReport()).isTrue();
    assertThat(ledger.standing(without, PEER).orElseThrow().hasReport()).isFalse();
  }

  @Test
  void oneThatIsPutOffHasNoAttemptAndIsAsLateAsBefore() {
    Instant at = ledger.putOff(with, A_MINUTE, "STORAGE_UNAVAILABLE").orElseThrow();

    assertThat(view(with).nextAttemptAt()).isEqualTo(at);
    assertThat(view(with).failureCode()).isEqualTo("STORAGE_UNAVAILABLE");
    assertThat(view(with).attempts()).isEmpty();
    assertThat(ledger.putOff(with, Duration.ZERO, "STORAGE_UNAVAILABLE")).isPresent();
    assertThat(claim(true))
        .filteredOn(claimed -> claimed.id().equals(with))
        .singleElement()
        .satisfies(
            claimed -> {
              assertThat(claimed.attempt()).isEqualTo(1);
              assertThat(claimed.failedAttempts()).isZero();
              assertThat(claimed.dueSince()).isEqualTo(anEmail().build().scheduledTime());
            });
  }

  private List<ClaimedDelivery> claim(boolean reports) {
    return ledger.claim(
        List.of(with, without), TestDeliveries.worker("w"), A_MINUTE, PEER, reports);
  }

  private DeliveryView view(DeliveryId id) {
    return queries.find(id).orElseThrow();
  }

  private static DeliveryId stored(TestDeliveries delivery) {
    DeliveryId id = DeliveryId.fresh();
    new NewDeliveryStore(jdbc)
        .addAll(List.of(new StoredDelivery(id, delivery.build(), Instant.now(), null)));
    return id;
  }
}
