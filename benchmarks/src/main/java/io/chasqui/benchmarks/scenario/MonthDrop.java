package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.product.Chasqui;
import io.chasqui.benchmarks.result.Spread;
import io.chasqui.benchmarks.result.Table;
import io.chasqui.benchmarks.result.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/**
 * Of scenario C: intake while a month of old deliveries goes, against intake just before and just
 * after. The no-op worker's process drops it, when it is told to, by what the server drops months
 * by; all the work is PostgreSQL's.
 */
final class MonthDrop {

  private static final double WITHIN = 1.2;

  /** Some hundred milliseconds' worth, so that several go by meanwhile. */
  private static final int PARTS_OF_SINGLES = 20;

  private static final int PARTS_ALONE = 10;

  /** All in the month ended longer ago, in the months after it nothing did. */
  private static final int OLD_DAYS = 370;

  private final Bench bench;
  private final Chasqui chasqui;
  private final IntFunction<Duration> intake;
  private final Sizes.Intake sizes;
  private final List<Round> rounds = new ArrayList<>();

  /**
   * @param intake takes in so many single requests, and says how long that took
   */
  MonthDrop(Bench bench, Chasqui chasqui, IntFunction<Duration> intake) {
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
    List<Double> alone = new ArrayList<>();
    for (int i = 0; i < PARTS_ALONE; i++) {
      alone.add(part());
    }
    List<Double> beside = new ArrayList<>();
    CompletableFuture<Duration> drop = CompletableFuture.supplyAsync(this::drop);
    do {
      beside.add(part());
    } while (!drop.isDone());
    for (int i = 0; i < PARTS_ALONE; i++) {
      alone.add(part());
    }
    return new Round(Spread.of(alone), Spread.of(beside), beside.size(), drop.join());
  }

  /** Milliseconds of each request. */
  private double part() {
    int count = Math.max(1, sizes.singles() / PARTS_OF_SINGLES);
    return intake.apply(count).toNanos() / 1e6 / count;
  }

  /**
   * Again, when a transaction that had begun before was in the way.
   *
   * @return how long that took
   */
  private Duration drop() {
    long start = System.nanoTime();
    String dropped;
    do {
      dropped = chasqui.worker().post("/months/drop?days=" + OLD_DAYS);
      if (System.nanoTime() - start > bench.sizes().timeout().toNanos()) {
        throw new IllegalStateException("The month did not go");
      }
    } while (dropped.equals("0"));
    if (Integer.parseInt(dropped) != sizes.oldMonth()) {
      throw new IllegalStateException(
          "A month of %s deliveries went, not of %s".formatted(dropped, sizes.oldMonth()));
    }
    return Duration.ofNanos(System.nanoTime() - start);
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
        new Table("alone (min / median / max)", "beside", "beside / alone", "parts", "drop, s");
    rounds.forEach(
        round ->
            table.row(
                round.alone().text(3),
                round.beside().text(3),
                Spread.number(round.ratio(), 2),
                Spread.number(round.parts(), 0),
                Spread.number(round.drop().toMillis() / 1e3, 1)));
    bench.report().table(table);
    double ratio = Spread.of(rounds.stream().mapToDouble(Round::ratio)).median();
    bench
        .report()
        .target(Target.atMost("C intake beside the drop of a month, to alone", WITHIN, ratio, 2));
  }

  /**
   * One month.
   *
   * @param parts that began while it went
   */
  private record Round(Spread alone, Spread beside, int parts, Duration drop) {

    double ratio() {
      return beside.median() / alone.median();
    }
  }
}
