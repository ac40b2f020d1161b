package io.chasqui.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.testing.TestDatabase;
import io.chasqui.worker.Provider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two workers and what they may give to one provider, ten messages a minute. */
class ProviderRatesIT {

  private static final TestDatabase database = TestDatabase.fresh();
  private static final Provider PEER = new Provider("sms:main");
  private static final double TEN_A_MINUTE = 10 / 60.0;
  private static final Duration SIX_SECONDS = Duration.ofSeconds(6);

  private final ProviderRates one = new ProviderRates(database.jdbc());
  private final ProviderRates other = new ProviderRates(database.jdbc());

  @BeforeEach
  void nothingWasSent() {
    database.jdbc().sql("DELETE FROM channel_rate").update();
  }

  @Test
  void oneMessageIsForAllOfThem() {
    assertThat(one.take(PEER, TEN_A_MINUTE, 100).count()).isOne();

    ProviderRates.Grant next = other.take(PEER, TEN_A_MINUTE, 100);

    assertThat(next.count()).isZero();
    assertThat(next.untilNext()).isBetween(SIX_SECONDS.minusSeconds(3), SIX_SECONDS);
    assertThat(other.take(new Provider("sms:backup"), TEN_A_MINUTE, 1).count()).isOne();
  }

  @Test
  void whatIsGivenBackIsForAnother() {
    one.take(PEER, TEN_A_MINUTE, 1);
    one.giveBack(PEER, TEN_A_MINUTE, 1);

    assertThat(other.take(PEER, TEN_A_MINUTE, 1).count()).isOne();
    assertThat(one.take(PEER, TEN_A_MINUTE, 1).count()).isZero();
  }

  @Test
  void itsTimeComesAgain() {
    one.take(PEER, TEN_A_MINUTE, 1);
    passes(SIX_SECONDS);

    assertThat(one.take(PEER, TEN_A_MINUTE, 100).count()).isOne();
  }

  @Test
  void whatNobodyUsedForLongIsNotSavedUp() {
    one.take(PEER, 100, 1);
    passes(Duration.ofHours(1));

    assertThat(one.take(PEER, 100, 1_000).count())
        .as("a tenth of a second's, and one")
        .isEqualTo(11);
  }

  @Test
  void whoWasGivenNothingForADayIsForgottenAndBeginsAnew() {
    OldRates old = new OldRates(database.jdbc(), new SimpleMeterRegistry());
    one.take(PEER, TEN_A_MINUTE, 1);
    passes(Duration.ofHours(23));
    old.prune();
    assertThat(rows()).isOne();

    passes(Duration.ofHours(2));
    old.prune();
    assertThat(rows()).isZero();
    assertThat(one.take(PEER, TEN_A_MINUTE, 1).count()).isOne();
  }

  private static int rows() {
    return database.jdbc().sql("SELECT count(*) FROM channel_rate").query(Integer.class).single();
  }

  private static void passes(Duration time) {
    database
        .jdbc()
        .sql("UPDATE channel_rate SET next_at = next_at - :seconds * interval '1 second'")
        .param("seconds", time.toSeconds())
        .update();
  }
}
