package io.chasqui.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.Outcome;
import io.chasqui.worker.Provider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProviderCircuitBreakerTest {

  private static final Duration SHORT = Duration.ofMillis(10);
  private static final Duration SLOW = Duration.ofSeconds(30);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ProviderCircuitBreaker breaker =
      new ProviderCircuitBreaker(new Provider("smtp:test:25"), SLOW, meters);

  @Test
  void letsEverybodyThroughWhileThePeerWorks() {
    end(100, new Outcome.Delivered("1", null), SHORT);

    assertThat(breaker.acquire(32)).isEqualTo(32);
    assertThat(resting()).isZero();
  }

  @Test
  void opensWhenThePeerIsUnreachable() {
    end(5, Outcome.ChannelFault.unreachable("refused"), SHORT);

    assertThat(breaker.acquire(32)).isZero();
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    assertThat(resting()).isOne();
    assertThat(is("open")).isTrue();
    assertThat(is("closed")).isFalse();
  }

  @Test
  void opensWhenAnswersDoNotCome() {
    end(5, new Outcome.Unknown("NO_ANSWER", null), SLOW);

    assertThat(breaker.isPaused()).isTrue();
  }

  @Test
  void opensWhenThePeerIsTooSlow() {
    end(5, new Outcome.Delivered("1", null), SLOW.plusMillis(1));

    assertThat(breaker.isPaused()).isTrue();
  }

  @Test
  void opensWhenHalfOfTheNewestAreSlowOrFailed() {
    end(12, new Outcome.Delivered("1", null), SHORT);
    end(4, new Outcome.Delivered("2", null), SLOW.plusMillis(1));
    end(4, Outcome.ChannelFault.unreachable("reset"), SHORT);
    assertThat(breaker.isPaused()).as("8 of 20").isFalse();

    end(1, new Outcome.Delivered("3", null), SLOW.plusMillis(1));
    end(1, Outcome.ChannelFault.unreachable("reset"), SHORT);

    assertThat(breaker.isPaused()).as("10 of 20").isTrue();
  }

  @Test
  void oneFaultAmongManySuccessesIsNothing() {
    end(15, new Outcome.Delivered("1", null), SHORT);
    end(5, Outcome.ChannelFault.unreachable("reset"), SHORT);

    assertThat(breaker.isPaused()).isFalse();
  }

  @Test
  void whatIsTheMessagesOwnFaultDoesNotOpen() {
    end(20, new Outcome.PermanentFailure("RECIPIENT_REJECTED", null), SHORT);
    end(20, new Outcome.TemporaryFailure("SEND_FAILED", "450 later"), SHORT);

    assertThat(breaker.isPaused()).isFalse();
  }

  @Test
  void probesWithOneAndClosesWhenThatIsAnswered() throws InterruptedException {
    breaker.pause(SHORT);
    assertThat(breaker.acquire(1)).isZero();
    assertThat(breaker.state()).isEqualTo(BreakerState.RESTING);
    Thread.sleep(SHORT.toMillis() * 2);

    assertThat(breaker.acquire(32)).isEqualTo(1);
    assertThat(breaker.acquire(32)).isZero();
    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    assertThat(is("half_open")).isTrue();
    breaker.ended(new Outcome.Delivered("1", null), SHORT);

    assertThat(breaker.acquire(32)).isEqualTo(32);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void aProbeThatFailsIsNoStatedPause() throws InterruptedException {
    breaker.pause(SHORT);
    Thread.sleep(SHORT.toMillis() * 2);

    end(1, Outcome.ChannelFault.unreachable("refused"), SHORT);

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void aProbeThatWasNotNeededIsThereForAnother() throws InterruptedException {
    breaker.pause(SHORT);
    Thread.sleep(SHORT.toMillis() * 2);

    breaker.release(breaker.acquire(32));

    assertThat(breaker.acquire(32)).isEqualTo(1);
  }

  private void end(int times, Outcome outcome, Duration duration) {
    for (int i = 0; i < times; i++) {
      breaker.acquire(1);
      breaker.ended(outcome, duration);
    }
  }

  private boolean is(String state) {
    return meters.get("chasqui.channel.state").tag("state", state).gauge().value() == 1;
  }

  private double resting() {
    return meters.get("chasqui.channel.resting").gauge().value();
  }
}
