package io.chasqui.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.contract.delivery.AttemptPhase;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Refusal;
import io.chasqui.delivery.SendFence;
import io.chasqui.delivery.SendPermission;
import io.chasqui.worker.AttemptJournal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a permission to send is worth when it comes late, or its process is frozen meanwhile. */
class RunningAttemptTest {

  private final ScriptedFence fence = new ScriptedFence();
  private final RunningAttempt attempt =
      new RunningAttempt(fence, ProviderTextRedactorTest.claimed(null), () -> fence.nanos);

  @Test
  void aPermissionThatComesInTimeIsGood() throws Exception {
    fence.answers(Duration.ofMillis(249), SendPermission.ALLOWED);

    attempt.beforeLastByte();

    assertThat(fence.asked).containsExactly("lastByte");
    assertThat(attempt.phase()).isEqualTo(AttemptPhase.TRANSMITTING);
  }

  @Test
  void aPermissionThatComesLateIsAskedForAgain() throws Exception {
    fence.answers(Duration.ofMillis(250), SendPermission.ALLOWED);
    fence.answers(Duration.ofSeconds(60), SendPermission.ALLOWED);
    fence.answers(Duration.ofMillis(1), SendPermission.ALLOWED);

    attempt.beforeLastByte();

    assertThat(fence.asked).containsExactly("lastByte", "lastByteAgain", "lastByteAgain");
  }

  @Test
  void whoeverWasTakenForLostMeanwhileSendsNothing() {
    fence.answers(Duration.ofSeconds(60), SendPermission.ALLOWED);
    fence.answers(Duration.ofMillis(1), SendPermission.OVERTAKEN);

    assertThatThrownBy(attempt::beforeLastByte).isInstanceOf(AttemptJournal.Refused.class);

    assertThat(attempt.refusal())
        .hasValueSatisfying(
            outcome -> assertThat(outcome.code()).isEqualTo(FailureCode.WORKER_LOST));
    assertThat(attempt.phase()).isEqualTo(AttemptPhase.CLAIMED);
  }

  @Test
  void whoseDeadlineHasPassedMeanwhileSendsNothing() {
    fence.answers(Duration.ofSeconds(60), SendPermission.ALLOWED);
    fence.answers(Duration.ofMillis(1), SendPermission.TOO_LATE);

    assertThatThrownBy(attempt::beforeLastByte).isInstanceOf(AttemptJournal.Refused.class);

    assertThat(attempt.refusal())
        .hasValueSatisfying(outcome -> assertThat(outcome.code()).isEqualTo(FailureCode.EXPIRED));
  }

  @Test
  void whoIsSuppressedMeanwhileIsSentNothingAndItsDeliveryEnds() {
    fence.answers(
        Duration.ofMillis(1),
        SendPermission.refused(new Refusal(Refusal.Verdict.SUPPRESSED, "STOP_KEYWORD")));

    assertThatThrownBy(attempt::beforeLastByte).isInstanceOf(AttemptJournal.Refused.class);

    assertThat(attempt.refusal())
        .hasValueSatisfying(outcome -> assertThat(outcome.code()).isEqualTo("STOP_KEYWORD"));
    assertThat(attempt.stepAfterRefusal())
        .isEqualTo(new NextStep.End(DeliveryStatus.SUPPRESSED, false));
  }

  @Test
  void whatHasToWaitIsTriedAgainAndBurnsNoAttempt() {
    fence.answers(
        Duration.ofMillis(1),
        SendPermission.refused(new Refusal(Refusal.Verdict.PUT_BACK, Refusal.QUIET_HOURS)));

    assertThatThrownBy(attempt::beforeLastByte).isInstanceOf(AttemptJournal.Refused.class);

    assertThat(attempt.stepAfterRefusal()).isEqualTo(OutcomePolicy.NOT_ITS_FAULT);
  }

  /** Lets time pass until it answers. */
  private static final class ScriptedFence implements SendFence {

    private final Deque<SendPermission> answers = new ArrayDeque<>();
    private final Deque<Duration> waits = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private long nanos;

    void answers(Duration after, SendPermission answer) {
      waits.add(after);
      answers.add(answer);
    }

    @Override
    public SendPermission lastByte(DeliveryId id, int attempt) {
      return next("lastByte");
    }

    @Override
    public SendPermission lastByteAgain(DeliveryId id, int attempt) {
      return next("lastByteAgain");
    }

    private SendPermission next(String question) {
      asked.add(question);
      nanos += waits.remove().toNanos();
      return answers.remove();
    }
  }
}
