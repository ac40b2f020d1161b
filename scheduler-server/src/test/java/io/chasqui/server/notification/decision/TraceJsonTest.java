package io.chasqui.server.notification.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.notification.decision.DecisionStep.Step;
import io.chasqui.server.notification.decision.DecisionStep.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceJsonTest {

  private static final Instant AT = Instant.parse("2026-11-22T09:00:00.123456Z");

  @Test
  void isReadAsItWasWritten() {
    List<DecisionStep> steps = new ArrayList<>();
    for (Step step : Step.values()) {
      for (Verdict verdict : Verdict.values()) {
        steps.add(new DecisionStep(AT, 0, step, null, verdict, null, null, null));
      }
    }
    for (Channel channel : Channel.values()) {
      steps.add(
          new DecisionStep(
              AT.plusSeconds(5),
              1,
              Step.QUIET_HOURS,
              channel,
              Verdict.HOLD,
              "QUIET_HOURS",
              AT.plusSeconds(3600),
              "America/Argentina/Buenos_Aires 23:10"));
    }
    steps.add(new DecisionStep(AT, 2, Step.CAP, Channel.SMS, Verdict.SKIP, null, null, "offers"));

    assertThat(TraceJson.read(TraceJson.write(steps))).isEqualTo(steps);
  }

  /** As PostgreSQL writes jsonb: with a blank behind each comma and colon. */
  @Test
  void isNeverLongerThanItsColumnAndKeepsWhatMatters() {
    List<DecisionStep> steps = new ArrayList<>();
    for (int round = 0; round < 60; round++) {
      for (Channel channel : Channel.values()) {
        Instant at = AT.plusSeconds(round);
        steps.add(
            new DecisionStep(at, round, Step.RENDER, channel, Verdict.PASS, null, null, null));
        steps.add(
            new DecisionStep(
                at, round, Step.ADDRESS, channel, Verdict.SKIP, "NO_ADDRESS", null, null));
      }
    }
    DecisionStep last =
        new DecisionStep(AT, 60, Step.END, Channel.SMS, Verdict.STOP, "EXPIRED", null, null);
    steps.add(last);

    String written = TraceJson.write(steps);

    assertThat(written.replace(",", ", ").replace("\":", "\": ").length()).isLessThan(4_096);
    List<DecisionStep> kept = TraceJson.read(written);
    assertThat(kept).endsWith(last).allMatch(step -> step.verdict() != Verdict.PASS);
  }
}
