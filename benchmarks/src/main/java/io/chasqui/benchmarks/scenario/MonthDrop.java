package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.product.Chasqui;
import io.chasqui.benchmarks.result.Distribution;
import io.chasqui.benchmarks.result.Spread;
import io.chasqui.benchmarks.result.Table;
import io.chasqui.benchmarks.result.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Of scenario C: intake while a month of old deliveries goes, against intake just after. The no-op
 * worker's process drops it, when it is told to, by what the server drops months by; all the work
 * is PostgreSQL's.
 */
final class MonthDrop {

  private static final double WITHIN = 1.2;

  /** Some hundred milliseconds' worth, so that several go by meanwhile. */
  private static final int PARTS_OF_SINGLES = 20;

  /** Tens of seconds, as the drop of a large month takes. */
  private static final int PARTS_ALONE = 20;

  private static final double MEDIAN = 0.5;
  private static final double NEARLY_ALL = 0.99;

  /** All in the month ended longer ago, in the months after it nothing did. */
  private static final int OLD_DAYS = 370;

  private final Bench bench;
  private final Chasqui chasqui;
  private final Singles intake;
  private final Sizes.Intake sizes;
  private final List<Round> rounds = new ArrayList<>();

  /**
   * @param intake takes in single requests
   */
  MonthDrop(Bench bench, Chasqui chasqui, Singles intake) {
    this.bench = bench;
    this.chasqui = chasqui;
    this.intake = intake;
    this.sizes = bench.sizes().intake();
  }

  void measure() {
    for (int round = 1; round <= sizes.rounds(); round++) {
      bench.report().progress("C: intake beside the drop of a month, round " + round);
      new BacklogFill(bench, chasqui).fillOldMonth(sizes.oldMonth());
      rounds.add(round());
    }
  }

  private Round round() {
    // What comes first is slow while the server's methods are being compiled: it is not counted.
    parts(new Takings());
    Takings beside = new Takings();
    CompletableFuture<Duration> drop = CompletableFuture.supplyAsync(this::drop);
    do {
      part(beside);
    } while (!drop.isDone());
    Takings alone = new Takings();
    parts(alone);
    return new Round(alone, beside, drop.join());
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
  private Duration drop() {
    long start = System.nanoTime();
    String dropped = dropOnce();
    while (dropped.equals("0")) {
      if (System.nanoTime() - start > bench.sizes().timeout().toNanos()) {
        throw new IllegalStateException("The month did not go");
      }
      dropped = dropOnce();
    }
    if (Integer.parseInt(dropped) != sizes.oldMonth()) {
      throw new IllegalStateException(
          "A month of %s deliveries went, not of %s".formatted(dropped, sizes.oldMonth()));
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private String dropOnce() {
    return chasqui.worker().post("/months/drop?days=" + OLD_DAYS);
  }

  void report() {
    bench
        .report()
        .heading(
            String.format(
                Locale.ROOT,
                "C: intake beside the drop of a month of %,d deliveries, ms of each single request",
                sizes.oldMonth()));
    Table table =
        new Table(
            "", "requests", "a second", "p50", "p99", "beside / alone: cost, p50, p99", "drop, s");
    rounds.forEach(
        round -> {
          row(table, "alone", round.alone(), "", "");
          row(table, "beside", round.beside(), round.ratios(), seconds(round.drop()));
        });
    bench.report().table(table);
    target("C intake beside the drop of a month, cost to alone", Round::cost);
    target("C intake beside the drop of a month, p50 to alone", round -> round.ratio(MEDIAN));
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

  private void target(String what, ToDoubleFunction<Round> ratio) {
    double median = Spread.of(rounds.stream().mapToDouble(ratio)).median();
    bench.report().target(Target.atMost(what, WITHIN, median, 2));
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
  private record Round(Takings alone, Takings beside, Duration drop) {

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
