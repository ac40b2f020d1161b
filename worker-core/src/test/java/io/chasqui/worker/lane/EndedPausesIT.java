package io.chasqui.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.ProviderPauses;
import io.chasqui.testing.TestDatabase;
import io.chasqui.worker.Provider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndedPausesIT {

  private static final Provider PEER = new Provider("smtp:test:25");

  private static final TestDatabase database = TestDatabase.fresh();

  private final ProviderPauses pauses = new ProviderPauses(database.jdbc());
  private final ProviderCircuitBreaker breaker =
      new ProviderCircuitBreaker(PEER, Duration.ofSeconds(30), new SimpleMeterRegistry());
  private final EndedPauses ended = new EndedPauses(() -> List.of(breaker), pauses);

  @Test
  void aPauseThatSomebodyEndsIsEndedHereTooAndTheProviderProbedByOne() {
    pauses.begin(PEER.key(), Duration.ofHours(4), "ana", "moved");
    breaker.pause(Duration.ofHours(4));
    assertThat(ended.look()).isFalse();
    assertThat(ended.look()).isFalse();
    assertThat(breaker.state()).isEqualTo(BreakerState.RESTING);

    assertThat(pauses.end(PEER.key()).orElseThrow().by()).isEqualTo("ana");

    assertThat(ended.look()).as("a pause that is stored a moment later").isFalse();
    assertThat(ended.look()).isTrue();
    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    assertThat(breaker.acquire(32)).isOne();
    assertThat(ended.look()).isFalse();
  }

  @Test
  void whatIsLeftAloneBecauseItDoesNotWorkIsNotProbedForThat() {
    breaker.acquire(5);
    for (int i = 0; i < 5; i++) {
      breaker.ended(Outcome.ChannelFault.unreachable("refused"), Duration.ofMillis(10));
    }

    ended.look();

    assertThat(ended.look()).isFalse();
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }
}
