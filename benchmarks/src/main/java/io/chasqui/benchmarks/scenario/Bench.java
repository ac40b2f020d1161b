package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Children;
import io.chasqui.benchmarks.bed.TestBed;
import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.benchmarks.product.Systems;
import io.chasqui.benchmarks.result.Report;
import io.chasqui.quickstart.process.ChildProcess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What all scenarios work with.
 *
 * @param poolSize SMTP connections of the worker and of the raw client
 */
public record Bench(
    TestBed bed,
    Children children,
    Systems systems,
    Sizes sizes,
    int poolSize,
    Report report,
    Clock clock) {

  private static final int TIMES_THE_WARM_UP = 3;
  private static final int SLOW_RATE = 200;
  private static final Duration BEFORE_THE_MOMENT = Duration.ofMillis(200);

  Instant now() {
    return in(Duration.ZERO);
  }

  /** In whole milliseconds, which every clock on the way keeps. */
  Instant in(Duration fromNow) {
    return clock.instant().plus(fromNow).truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * When the mails may be due: amply after their intake, in proportion to the warm-up's, or, when
   * that says little because it was a small one, at a rate that everybody reaches.
   */
  Instant afterIntake(Corpus corpus, Duration warmUpIntake, Corpus warmUp) {
    return afterIntake(corpus.size(), warmUpIntake, warmUp.size());
  }

  /** The same by numbers of messages. */
  Instant afterIntake(int size, Duration warmUpIntake, int warmUp) {
    Duration inProportion = warmUpIntake.multipliedBy(size).dividedBy(warmUp);
    Duration ample = inProportion.multipliedBy(TIMES_THE_WARM_UP);
    Duration slow = warmUpIntake.plus(Duration.ofSeconds(size).dividedBy(SLOW_RATE));
    return in((ample.compareTo(slow) < 0 ? ample : slow).plus(sizes.quiet()));
  }

  /**
   * How long until then.
   *
   * @throws IllegalStateException when it is too late
   */
  Duration until(Instant dueAt) {
    Duration rest = Duration.between(clock.instant(), dueAt);
    if (rest.isNegative()) {
      throw new IllegalStateException(
          "The intake took longer than was allowed for; the machine is too busy to measure");
    }
    return rest;
  }

  /** When the clock is to start. */
  void awaitJustBefore(Instant dueAt) {
    Waiting.sleep(until(dueAt).minus(BEFORE_THE_MOMENT));
  }

  /** Until a process has written that it is ready. */
  void awaitLine(ChildProcess process, String line) {
    Waiting.until(
        process.name() + " was ready",
        sizes.timeout(),
        () -> process.recentLines().contains(line),
        () -> "it is not");
  }
}
