package io.chasqui.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.TestPolicies;
import io.chasqui.delivery.ChannelPauses;
import io.chasqui.delivery.Outcome;
import io.chasqui.worker.Provider;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerListenerTest {

  private final ProviderCircuitBreaker breaker =
      new ProviderCircuitBreaker(
          new Provider("test:peer"), Duration.ofSeconds(1), new SimpleMeterRegistry());

  /** Half open, there is one permit: nobody would ever ask the provider again without it. */
  @Test
  void anAttemptThatAnErrorEndsGivesItsPermitBack() {
    breaker.pause(Duration.ofMillis(1));
    await().until(() -> breaker.acquire(32) == 1);

    listener().close();

    assertThat(breaker.acquire(32)).isOne();
  }

  @Test
  void whenItTurnsEachProviderHearsOfItsOwnFaultAlone() {
    ProviderCircuitBreaker next =
        new ProviderCircuitBreaker(
            new Provider("test:next"), Duration.ofSeconds(1), new SimpleMeterRegistry());
    BreakerListener listener = listener();
    breaker.acquire(1);
    next.acquire(1);

    listener.turns(Outcome.ChannelFault.unreachable(null), Duration.ZERO, next);
    listener.close();

    assertThat(breaker.failures().count()).isOne();
    assertThat(next.failures().count()).isZero();
  }

  private BreakerListener listener() {
    return new BreakerListener(
        breaker, new OutcomePolicy(TestPolicies.ONE_TRY, () -> 0L), nobodyPauses());
  }

  private static ChannelPauses nobodyPauses() {
    return (ChannelPauses)
        Proxy.newProxyInstance(
            ChannelPauses.class.getClassLoader(),
            new Class<?>[] {ChannelPauses.class},
            (proxy, method, arguments) -> {
              throw new AssertionError(method);
            });
  }
}
