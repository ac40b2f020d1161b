package io.chasqui.benchmarks.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.function.IntFunction;

/** Times at the same distance from one another, by number. */
record DueTimes(Instant first, Duration step, int count) implements IntFunction<Instant> {

  static DueTimes over(Duration span, Instant first, int count) {
    return new DueTimes(first, span.dividedBy(count), count);
  }

  @Override
  public Instant apply(int number) {
    return first.plus(step.multipliedBy(number));
  }

  Instant last() {
    return apply(count - 1);
  }
}
