package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.benchmarks.mail.ScheduleRequests;
import io.chasqui.benchmarks.product.Chasqui;
import io.chasqui.benchmarks.product.NoOpCalls;
import io.chasqui.benchmarks.result.Distribution;
import io.chasqui.benchmarks.result.Spread;
import io.chasqui.benchmarks.result.Table;
import io.chasqui.benchmarks.result.Target;
import io.chasqui.benchmarks.sink.BuiltInSink;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Scenario B: how much later than its time each delivery begins; to a mail server at an easy rate,
 * and with a channel that does nothing at a hard one.
 */
public final class Lateness {

  private static final Duration LATEST_MAIL = Duration.ofMillis(20);
  private static final Duration LATEST_NO_OP = Duration.ofMillis(250);
  private static final int NO_REPORT = 0;

  private final Bench bench;
  private final BuiltInSink sink;
  private final Table table =
      new Table("deliveries", "min ms", "p50 ms", "p95 ms", "p99 ms", "max ms", "lateness of");

  public Lateness(Bench bench, BuiltInSink sink) {
    this.bench = bench;
    this.sink = sink;
  }

  /** Measures and reports. */
  public void run() {
    Sizes sizes = bench.sizes();
    bench.report().progress("B: mails on time");
    Distribution mails = mails();
    String mailRate = rate(sizes.lateness().mails(), sizes.lateness().mailsSpan());
    row(mailRate + " by SMTP", mails, "MAIL FROM at the server");
    bench.report().progress("B: deliveries without a peer on time");
    Distribution noOps = noOps();
    String noOpRate = rate(sizes.lateness().noOps(), sizes.lateness().noOpsSpan());
    row(noOpRate + ", no-op channel", noOps, "the call of the sender");
    bench.report().heading("B: lateness");
    bench.report().table(table);
    target("B lateness by SMTP", mails, LATEST_MAIL);
    target("B lateness of the no-op channel", noOps, LATEST_NO_OP);
  }

  private static String rate(int count, Duration span) {
    return String.format(Locale.ROOT, "%,d over %d s", count, span.toSeconds());
  }

  private Distribution mails() {
    Sizes sizes = bench.sizes();
    int bytes = sizes.throughput().reportBytes();
    Corpus warmUp =
        new Corpus("ready", bench.systems().reports(), sizes.throughput().warmUp(), bytes, false);
    Corpus corpus =
        new Corpus("late", bench.systems().reports(), sizes.lateness().mails(), bytes, false);
    List.of(warmUp, corpus).forEach(Corpus::store);
    Finish finish = new Finish(sink, sizes.timeout());
    try (Chasqui chasqui = bench.systems().withEmailWorker(sink.port())) {
      Duration intake = chasqui.schedule(ScheduleRequests.dueAt(bench.now(), warmUp));
      finish.awaitWarmUp(warmUp);
      DueTimes due = dueTimes(corpus, intake, warmUp, sizes.lateness().mailsSpan());
      schedule(chasqui, corpus, due);
      Waiting.until(
          "all mails had arrived",
          sizes.timeout().plus(sizes.lateness().mailsSpan()),
          () -> sink.count() >= corpus.size(),
          () -> sink.count() + " of " + corpus.size());
      Map<Integer, Instant> begun = new HashMap<>();
      sink.arrivals(corpus).forEach((number, mail) -> begun.put(number, mail.begunAt()));
      sink.forget();
      return lateness(corpus, begun, due);
    }
  }

  private Distribution noOps() {
    Sizes sizes = bench.sizes();
    Corpus warmUp =
        new Corpus(
            "ready", bench.systems().reports(), sizes.throughput().warmUp(), NO_REPORT, false);
    Corpus corpus =
        new Corpus("late", bench.systems().reports(), sizes.lateness().noOps(), NO_REPORT, false);
    try (Chasqui chasqui = bench.systems().withNoOpWorker()) {
      NoOpCalls calls = new NoOpCalls(chasqui.worker(), sizes.timeout());
      Duration intake = chasqui.schedule(ScheduleRequests.dueAt(bench.now(), warmUp));
      calls.take(warmUp);
      DueTimes due = dueTimes(corpus, intake, warmUp, sizes.lateness().noOpsSpan());
      schedule(chasqui, corpus, due);
      Waiting.sleep(bench.until(due.last()));
      return lateness(corpus, calls.take(corpus), due);
    }
  }

  private DueTimes dueTimes(Corpus corpus, Duration warmUpIntake, Corpus warmUp, Duration span) {
    Instant first = bench.afterIntake(corpus, warmUpIntake, warmUp);
    return new DueTimes(first, span.dividedBy(corpus.size()), corpus.size());
  }

  private void schedule(Chasqui chasqui, Corpus corpus, DueTimes due) {
    chasqui.schedule(ScheduleRequests.due(due, corpus));
    bench.until(due.first());
  }

  private static Distribution lateness(Corpus corpus, Map<Integer, Instant> begun, DueTimes due) {
    return new Distribution(
        IntStream.range(0, corpus.size())
            .mapToObj(number -> Duration.between(due.apply(number), begun.get(number)))
            .toList());
  }

  private void row(String what, Distribution lateness, String of) {
    table.row(
        what,
        millis(lateness.min()),
        millis(lateness.quantile(0.5)),
        millis(lateness.quantile(0.95)),
        millis(lateness.quantile(0.99)),
        millis(lateness.max()),
        of);
  }

  private void target(String what, Distribution lateness, Duration latest) {
    bench.report().target(Target.atLeast(what + ", min ms", 0, toMillis(lateness.min()), 1));
    bench
        .report()
        .target(
            Target.atMost(
                what + ", p99 ms", latest.toMillis(), toMillis(lateness.quantile(0.99)), 1));
  }

  private static String millis(Duration duration) {
    return Spread.number(toMillis(duration), 1);
  }

  private static double toMillis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  /** Evenly spread, to the microsecond. */
  private record DueTimes(Instant first, Duration step, int count) implements IntFunction<Instant> {

    @Override
    public Instant apply(int number) {
      return first.plus(step.multipliedBy(number));
    }

    Instant last() {
      return apply(count - 1);
    }
  }
}
