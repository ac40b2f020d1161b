package io.chasqui.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.AttemptPhase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class FailureStreakTest {

  private static final Outcome DELIVERED = new Outcome.Delivered("1", null);
  private static final Outcome BUSY = new Outcome.TemporaryFailure("SEND_FAILED", "450 later");
  private static final Outcome REFUSED = new Outcome.PermanentFailure("RECIPIENT_REJECTED", "550");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FailureStreak streak = new FailureStreak("smtp:test:25", meters);

  @Test
  void growsWithEachKindOfFailureOfTheChannel() {
    streak.ended(new Outcome.ChannelFault("AUTHENTICATION_FAILED", null), AttemptPhase.CONNECTED);
    streak.ended(Outcome.ChannelFault.unreachable("refused"), AttemptPhase.CLAIMED);
    streak.ended(new Outcome.Unknown("NO_ANSWER", null), AttemptPhase.TRANSMITTING);
    streak.ended(BUSY, AttemptPhase.CONNECTED);

    assertThat(failures()).isEqualTo(4);
  }

  @Test
  void endsWithTheFirstMessageThatIsTaken() {
    streak.ended(BUSY, AttemptPhase.CONNECTED);
    streak.ended(DELIVERED, AttemptPhase.ANSWERED);

    assertThat(failures()).isZero();
  }

  @Test
  void endsWithARefusalForGoodBecauseThePeerWorks() {
    streak.ended(BUSY, AttemptPhase.CONNECTED);
    streak.ended(REFUSED, AttemptPhase.CONNECTED);

    assertThat(failures()).isZero();
  }

  @Test
  void whatFailsBeforeThePeerIsTriedSaysNothing() {
    streak.ended(BUSY, AttemptPhase.CONNECTED);
    streak.ended(new Outcome.TemporaryFailure("REPORT_NOT_FOUND", null), AttemptPhase.CLAIMED);
    streak.ended(new Outcome.PermanentFailure("RECIPIENT_NOT_LINKED", null), AttemptPhase.CLAIMED);

    assertThat(failures()).isOne();
  }

  private double failures() {
    return meters.get("chasqui.channel.consecutive.failures").gauge().value();
  }
}
