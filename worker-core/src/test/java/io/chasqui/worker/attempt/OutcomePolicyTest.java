package io.chasqui.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.worker.ChannelPolicy;
import io.chasqui.worker.attempt.NextStep.End;
import io.chasqui.worker.attempt.NextStep.TryAgain;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class OutcomePolicyTest {

  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration RESEND_AFTER = Duration.ofMinutes(15);

  /** Always the smallest jitter. */
  private static final RandomGenerator NO_CHANCE = () -> 0L;

  private final OutcomePolicy policy =
      new OutcomePolicy(
          new ChannelPolicy(
              new RetrySchedule(List.of(WAIT)),
              PAUSE,
              RESEND_AFTER,
              Duration.ofMinutes(1),
              Duration.ofMinutes(5)),
          NO_CHANCE);

  @Test
  void deliveredEnds() {
    assertThat(after(new Outcome.Delivered("1", null), 0))
        .isEqualTo(new End(DeliveryStatus.DELIVERED, false));
  }

  @Test
  void aTemporaryFailureWaitsAsTheScheduleSays() {
    assertThat(after(new Outcome.TemporaryFailure("BUSY", null), 0))
        .isEqualTo(new TryAgain(WAIT, true));
  }

  @Test
  void theLastTemporaryFailureGivesUp() {
    assertThat(after(new Outcome.TemporaryFailure("BUSY", null), 1))
        .isEqualTo(new End(DeliveryStatus.FAILED, true));
  }

  @Test
  void whatIsTheStoragesFaultCountsAgainstNoDelivery() {
    for (String code : List.of("STORAGE_BUSY", "STORAGE_UNAVAILABLE")) {
      assertThat(after(new Outcome.TemporaryFailure(code, null), 0))
          .isEqualTo(new TryAgain(Duration.ofSeconds(5), false));
      assertThat(after(new Outcome.TemporaryFailure(code, null, Duration.ofMillis(300)), 1))
          .isEqualTo(new TryAgain(Duration.ofMillis(300), false));
    }
  }

  @Test
  void aReportThatTheStorageDoesNotServeThoughItServesOthersCounts() {
    assertThat(after(new Outcome.TemporaryFailure("REPORT_UNREADABLE", null), 1))
        .isEqualTo(new End(DeliveryStatus.FAILED, true));
  }

  @Test
  void aStatedWaitWins() {
    Duration asked = Duration.ofSeconds(1);

    assertThat(after(new Outcome.TemporaryFailure("BUSY", null, asked), 0))
        .isEqualTo(new TryAgain(asked, true));
  }

  @Test
  void aPermanentFailureGivesUpAtOnce() {
    assertThat(after(new Outcome.PermanentFailure("NO", null), 0))
        .isEqualTo(new End(DeliveryStatus.FAILED, true));
  }

  @Test
  void aChannelFaultDoesNotCountHoweverOften() {
    assertThat(after(new Outcome.ChannelFault("AUTH", null), 99))
        .isEqualTo(new TryAgain(PAUSE, false));
    assertThat(after(new Outcome.ChannelFault("BUSY", null, Duration.ofSeconds(7)), 99))
        .isEqualTo(new TryAgain(Duration.ofSeconds(7), false));
  }

  @Test
  void anUnknownOutcomeIsSentOnceMoreAndNotTwice() {
    Outcome unknown = new Outcome.Unknown("NO_ANSWER", null);

    assertThat(policy.after(unknown, 0, OnUnknown.RESEND, false))
        .isEqualTo(new TryAgain(RESEND_AFTER, true));
    assertThat(policy.after(unknown, 1, OnUnknown.RESEND, true))
        .isEqualTo(new End(DeliveryStatus.UNCERTAIN, true));
  }

  @Test
  void anUnknownOutcomeIsHeldWhenAskedTo() {
    assertThat(policy.after(new Outcome.Unknown("NO_ANSWER", null), 0, OnUnknown.HOLD, false))
        .isEqualTo(new End(DeliveryStatus.UNCERTAIN, true));
  }

  @Test
  void anUnknownOutcomeIsRepeatedByTheScheduleWhereThePeerKnowsARepetition() {
    OutcomePolicy repeating =
        new OutcomePolicy(
            new ChannelPolicy(
                    new RetrySchedule(List.of(WAIT, WAIT)),
                    PAUSE,
                    RESEND_AFTER,
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5))
                .repeatingUnknown(),
            NO_CHANCE);
    Outcome unknown = new Outcome.Unknown("NO_ANSWER", null);

    assertThat(repeating.after(unknown, 0, OnUnknown.RESEND, false))
        .isEqualTo(new TryAgain(WAIT, true));
    assertThat(repeating.after(unknown, 1, OnUnknown.RESEND, true))
        .isEqualTo(new TryAgain(WAIT, true));
    assertThat(repeating.after(unknown, 2, OnUnknown.RESEND, true))
        .isEqualTo(new End(DeliveryStatus.UNCERTAIN, true));
    assertThat(repeating.after(unknown, 0, OnUnknown.HOLD, false))
        .isEqualTo(new End(DeliveryStatus.UNCERTAIN, true));
  }

  @Test
  void aDeliveryMayHaveWaitsOfItsOwn() {
    OutcomePolicy own =
        policy.of(
            ProviderTextRedactorTest.claimed(new RetrySchedule(List.of(Duration.ofSeconds(9)))));
    Outcome busy = new Outcome.TemporaryFailure("BUSY", null);

    assertThat(own.after(busy, 0, OnUnknown.RESEND, false))
        .isEqualTo(new TryAgain(Duration.ofSeconds(9), true));
    assertThat(own.after(busy, 1, OnUnknown.RESEND, false))
        .isEqualTo(new End(DeliveryStatus.FAILED, true));
    assertThat(policy.of(ProviderTextRedactorTest.claimed(null))).isSameAs(policy);
  }

  private NextStep after(Outcome outcome, int failedAttempts) {
    return policy.after(outcome, failedAttempts, OnUnknown.RESEND, false);
  }
}
