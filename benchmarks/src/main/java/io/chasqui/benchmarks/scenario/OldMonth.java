package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.product.Chasqui;
import io.chasqui.benchmarks.result.Distribution;
import io.chasqui.benchmarks.result.Spread;
import io.chasqui.benchmarks.result.Table;
import io.chasqui.benchmarks.result.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Of scenario C: intake while a month of old deliveries is erased, and while it goes, against
 * intake just after. The no-op worker's process does both, when it is told to, by what the server
 * does it by; all the work is PostgreSQL's.
 */
final class OldMonth {

  private static final double WITHIN = 1.2;

  /** Some hundred milliseconds' worth, so that several go by meanwhile. */
  private static final int PARTS_OF_SINGLES = 20;

  /** Tens of seconds, as the drop of a large month takes. */
  private static final int PARTS_ALONE = 20;

  /** Half a minute's worth: a month of a million takes an hour. */
  private static final int MOST_ERASED = 10_000;

  private static final double MEDIAN = 0.5;
  private static final double NEARLY_ALL = 0.99;

  /** All in the month ended longer ago, in the months after it nothing did. */
  private static final int OLD_DAYS = 370;

  private final Bench bench;
  private final Chasqui chasqui;
  private final Singles intake;
  private final Sizes.Intake sizes;
  private final Map<Act, List<Round>> rounds = new EnumMap<>(Act.class);

  /**
   * @param intake takes in single requests
   */
  OldMonth(Bench bench, Chasqui chasqui, Singles intake) {
    this.bench = bench;
    this.chasqui = chasqui;
    this.intake = intake;
    this.sizes = bench.sizes().intake();
  }

  void measure() {
    for (int round = 1; round <= sizes.rounds(); round++) {
      bench.report().progress("C: intake beside an old month, round " + round);
      new BacklogFill(bench, chasqui).fillOldMonth(sizes.oldMonth());
      for (Act act : Act.values()) {
        rounds.computeIfAbsent(act, unused -> new ArrayList<>()).add(round(act));
      }
    }
  }

  private Round round(Act act) {
    // What comes first is slow while the server's methods are being compiled: it is not counted.
    parts(new Takings());
    Takings beside = new Takings();
    CompletableFuture<Duration> done = CompletableFuture.supplyAsync(() -> end(act));
    do {
      part(beside);
    } while (!done.isDone());
    Takings alone = new Takings();
    parts(alone);
    return new Round(alone, beside, done.join());
  }

  private void parts(Takings takings) {
    for (int i = 0; i < PARTS_ALONE; i++) {
      part(takings);
    }
  }

  private void part(Takings takings) {
    int count = Math.max(1, sizes.singles() / PARTS_OF_SINGLES);
    takings.add(intake.take(count, takings.latencies()::add));
  }

  /**
   * Again, when a transaction that had begun before was in the way. It rests most of the time, and
   * all the longer the busier the machine is.
   *
   * @return how long that took
   */
  private Duration end(Act act) {
    long start = System.nanoTime();
    int deliveries = once(act);
    while (deliveries == 0) {
      if (System.nanoTime() - start > bench.sizes().timeout().toNanos()) {
        throw new IllegalStateException("There was no " + act.what);
      }
      deliveries = once(act);
    }
    if (deliveries != deliveries(act)) {
      throw new IllegalStateException("The %s was of %s".formatted(act.what, deliveries));
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private int once(Act act) {
    String path = "%s?days=%s&deliveries=%s".formatted(act.path, OLD_DAYS, deliveries(act));
    return Integer.parseInt(chasqui.worker().post(path));
  }

  private int deliveries(Act act) {
    return act == Act.ERASE ? Math.min(MOST_ERASED, sizes.oldMonth()) : sizes.oldMonth();
  }

  void report() {
    rounds.forEach(this::report);
  }

  private void report(Act act, List<Round> all) {
    bench
        .report()
        .heading(
            String.format(
                Locale.ROOT,
                "C: intake beside the %s of %,d deliveries, ms of each single request",
                act.what,
                deliveries(act)));
    Table table =
        new Table(
            "", "requests", "a second", "p50", "p99", "beside / alone: cost, p50, p99", "took, s");
    for (Round round : all) {
      row(table, "alone", round.alone(), "", "");
      row(table, "beside", round.beside(), round.ratios(), seconds(round.took()));
    }
    bench.report().table(table);
    target(act, "cost", all, Round::cost);
    target(act, "p50", all, round -> round.ratio(MEDIAN));
    target(act, "p99", all, round -> round.ratio(NEARLY_ALL));
  }

  private static void row(Table table, String when, Takings takings, String ratios, String drop) {
    table.row(
        when,
        Spread.number(takings.latencies().size(), 0),
        Spread.number(1 / takings.secondsEach(), 0),
        Spread.number(takings.millis(MEDIAN), 1),
        Spread.number(takings.millis(NEARLY_ALL), 1),
        ratios,
        drop);
  }

  private static String seconds(Duration duration) {
    return Spread.number(duration.toMillis() / 1e3, 1);
  }

  private void target(Act act, String what, List<Round> all, ToDoubleFunction<Round> ratio) {
    double median = Spread.of(all.stream().mapToDouble(ratio)).median();
    String name = "C intake beside the %s, %s to alone".formatted(act.what, what);
    bench.report().target(Target.atMost(name, WITHIN, median, 2));
  }

  /** What is done to a month, in this order. */
  private enum Act {
    ERASE("erasing", "/personal-data/erase"),
    DROP("drop of a month", "/months/drop");

    private final String what;
    private final String path;

    Act(String what, String path) {
      this.what = what;
      this.path = path;
    }
  }

  /** Takes in single requests. */
  @FunctionalInterface
  interface Singles {

    /**
     * @param latencies told how long each took
     * @return how long all took together
     */
    Duration take(int count, Consumer<Duration> latencies);
  }

  /** What was taken in. */
  private static final class Takings {

    private final Queue<Duration> latencies = new ConcurrentLinkedQueue<>();
    private Duration time = Duration.ZERO;

    void add(Duration part) {
      time = time.plus(part);
    }

    Queue<Duration> latencies() {
      return latencies;
    }

    double secondsEach() {
      return time.toNanos() / 1e9 / latencies.size();
    }

    double millis(double quantile) {
      return new Distribution(latencies).quantile(quantile).toNanos() / 1e6;
    }
  }

  /** One month. */
  private record Round(Takings alone, Takings beside, Duration took) {

    double cost() {
      return beside.secondsEach() / alone.secondsEach();
    }

    double ratio(double quantile) {
      return beside.millis(quantile) / alone.millis(quantile);
    }

    String ratios() {
      return "%s, %s, %s"
          .formatted(
              Spread.number(cost(), 2),
              Spread.number(ratio(MEDIAN), 2),
              Spread.number(ratio(NEARLY_ALL), 2));
    }
  }
}
