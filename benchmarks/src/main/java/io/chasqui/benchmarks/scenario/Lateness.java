package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Disk;
import io.chasqui.benchmarks.bed.Meter;
import io.chasqui.benchmarks.bed.Usage;
import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.benchmarks.mail.ScheduleRequests;
import io.chasqui.benchmarks.product.Chasqui;
import io.chasqui.benchmarks.result.Distribution;
import io.chasqui.benchmarks.result.Spread;
import io.chasqui.benchmarks.result.Table;
import io.chasqui.benchmarks.result.Target;
import io.chasqui.benchmarks.sink.BuiltInSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Scenario B: how much later than its time each delivery begins; to a mail server at an easy rate,
 * and with a channel that does nothing at a hard one.
 */
public final class Lateness {

  private static final Duration LATEST_MAIL = Duration.ofMillis(20);
  private static final Duration LATEST_NO_OP = Duration.ofMillis(250);

  private final Bench bench;
  private final BuiltInSink sink;
  private final Table table =
      new Table("deliveries", "min ms", "p50 ms", "p95 ms", "p99 ms", "max ms", "CPU s meanwhile");

  public Lateness(Bench bench, BuiltInSink sink) {
    this.bench = bench;
    this.sink = sink;
  }

  /** Measures and reports. */
  public void run() {
    List<Distribution> mails = mails();
    List<Distribution> noOps = noOps();
    bench.report().heading("B: lateness, a row for each round");
    bench.report().table(table);
    bench
        .report()
        .line(
            "By SMTP: from the due time to MAIL FROM at the server. No-op channel: to the call of"
                + " its sender.");
    targets("B by SMTP", mails, LATEST_MAIL);
    targets("B no-op channel", noOps, LATEST_NO_OP);
  }

  private List<Distribution> mails() {
    Sizes.Lateness sizes = bench.sizes().lateness();
    int bytes = bench.sizes().throughput().reportBytes();
    Corpus warmUp = corpus("ready", bench.sizes().throughput().warmUp(), bytes);
    Corpus corpus = corpus("late", sizes.mails(), bytes);
    List.of(warmUp, corpus).forEach(Corpus::store);
    String name = rate(sizes.mails(), sizes.mailsSpan()) + " by SMTP";
    Beginnings mails = new MailBeginnings(sink, bench.sizes().timeout());
    try (Chasqui chasqui = bench.systems().withEmailWorker(sink.port())) {
      Duration intake = chasqui.schedule(ScheduleRequests.dueAt(bench.now(), warmUp));
      mails.await(warmUp);
      sink.forget();
      return rounds(
          name,
          chasqui,
          chasqui.meter(sink.metered()),
          corpus,
          () -> dueTimes(corpus, intake, warmUp, sizes.mailsSpan()),
          mails);
    }
  }

  private List<Distribution> noOps() {
    Sizes.Lateness sizes = bench.sizes().lateness();
    Corpus warmUp = corpus("ready", bench.sizes().throughput().warmUp(), 0);
    Corpus corpus = corpus("late", sizes.noOps(), 0);
    String name = rate(sizes.noOps(), sizes.noOpsSpan()) + ", no-op channel";
    try (Chasqui chasqui = bench.systems().withNoOpWorker()) {
      Beginnings calls = new NoOpCalls(chasqui.worker(), bench.sizes().timeout());
      Duration intake = chasqui.schedule(ScheduleRequests.dueAt(bench.now(), warmUp));
      calls.await(warmUp);
      calls.take(warmUp);
      return rounds(
          name,
          chasqui,
          chasqui.meter(),
          corpus,
          () -> dueTimes(corpus, intake, warmUp, sizes.noOpsSpan()),
          calls);
    }
  }

  private Corpus corpus(String prefix, int size, int reportBytes) {
    return new Corpus(prefix, bench.systems().reports(), size, reportBytes, false);
  }

  private static String rate(int count, Duration span) {
    return String.format(Locale.ROOT, "%,d over %d s", count, span.toSeconds());
  }

  private DueTimes dueTimes(Corpus corpus, Duration warmUpIntake, Corpus warmUp, Duration span) {
    Instant first = bench.afterIntake(corpus, warmUpIntake, warmUp);
    return DueTimes.over(span, first, corpus.size());
  }

  /** The same processes in all rounds: what they do when they have just started is not asked. */
  private List<Distribution> rounds(
      String name,
      Chasqui chasqui,
      Meter meter,
      Corpus corpus,
      Supplier<DueTimes> dueTimes,
      Beginnings beginnings) {
    List<Distribution> rounds = new ArrayList<>();
    for (int round = 1; round <= bench.sizes().throughput().rounds(); round++) {
      bench.report().progress("B: " + name + ", round " + round);
      Disk.settle();
      DueTimes due = dueTimes.get();
      chasqui.schedule(ScheduleRequests.due(due, corpus));
      bench.until(due.first());
      meter.start();
      Waiting.sleep(bench.until(due.last()));
      beginnings.await(corpus);
      Map<String, Usage> usage = meter.read();
      Distribution lateness = lateness(corpus, beginnings.take(corpus), due);
      rounds.add(lateness);
      row(name, lateness, usage);
    }
    return rounds;
  }

  private static Distribution lateness(Corpus corpus, Map<Integer, Instant> begun, DueTimes due) {
    return new Distribution(
        IntStream.range(0, corpus.size())
            .mapToObj(number -> Duration.between(due.apply(number), begun.get(number)))
            .toList());
  }

  private void row(String name, Distribution lateness, Map<String, Usage> usage) {
    List<String> seconds = new ArrayList<>();
    usage.forEach(
        (process, used) -> seconds.add(process + " " + Spread.number(used.cpuSeconds(), 1)));
    table.row(
        name,
        millis(lateness.min()),
        millis(lateness.quantile(0.5)),
        millis(lateness.quantile(0.95)),
        millis(lateness.quantile(0.99)),
        millis(lateness.max()),
        String.join(", ", seconds));
  }

  private void targets(String what, List<Distribution> rounds, Duration latest) {
    Spread min = Spread.of(rounds.stream().mapToDouble(round -> toMillis(round.min())));
    Spread p99 = Spread.of(rounds.stream().mapToDouble(round -> toMillis(round.quantile(0.99))));
    bench.report().target(Target.atLeast(what + ", min ms", 0, min.min(), 1));
    bench
        .report()
        .target(
            Target.atMost(what + ", p99 ms (median)", (double) latest.toMillis(), p99.median(), 1));
  }

  private static String millis(Duration duration) {
    return Spread.number(toMillis(duration), 1);
  }

  private static double toMillis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
