package io.chasqui.server.notification.decision;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.notification.decision.DecisionStep.Step;
import io.chasqui.server.notification.decision.DecisionStep.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the lines of one decision, in their order. */
public final class Trace {

  private final Instant at;
  private final int round;
  private final List<DecisionStep> steps = new ArrayList<>();

  public Trace(Instant at, int round) {
    this.at = at;
    this.round = round;
  }

  /** Nothing stands against it. */
  public void pass(Step step, @Nullable Channel channel) {
    add(step, channel, Verdict.PASS, null, null, null);
  }

  /** Nothing stands against it, and there is something to say. */
  public void pass(Step step, @Nullable Channel channel, @Nullable String detail) {
    add(step, channel, Verdict.PASS, null, null, detail);
  }

  /** Not by this channel. */
  public void skip(Step step, Channel channel, String code) {
    add(step, channel, Verdict.SKIP, code, null, null);
  }

  /** Ends it. */
  public void stop(Step step, @Nullable Channel channel, String code) {
    add(step, channel, Verdict.STOP, code, null, null);
  }

  /** Any line. */
  public void add(
      Step step,
      @Nullable Channel channel,
      Verdict verdict,
      @Nullable String code,
      @Nullable Instant until,
      @Nullable String detail) {
    steps.add(new DecisionStep(at, round, step, channel, verdict, code, until, detail));
  }

  /** What was gathered so far. */
  public List<DecisionStep> steps() {
    return List.copyOf(steps);
  }
}
