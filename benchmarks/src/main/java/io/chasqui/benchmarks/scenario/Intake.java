package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Meter;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.benchmarks.mail.ScheduleRequests;
import io.chasqui.benchmarks.product.Chasqui;
import io.chasqui.benchmarks.result.Spread;
import io.chasqui.benchmarks.result.Table;
import io.chasqui.benchmarks.result.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Scenario C: how much the server takes in. Nothing is due meanwhile, so that the worker rests. */
public final class Intake {

  private static final Duration FAR_AWAY = Duration.ofDays(30);
  private static final int WARM_UP_SHARE = 3;
  private static final int BATCH_SIZE = 5_000;
  private static final int BATCH_CONNECTIONS = 4;
  private static final double SINGLES_PER_SECOND = 1_500;
  private static final double ITEMS_PER_SECOND = 15_000;
  private static final String SINGLES = "single requests";
  private static final String BATCHES = "batch items";

  private final Bench bench;
  private final Map<String, List<Measured>> results = new LinkedHashMap<>();
  private int taken;

  public Intake(Bench bench) {
    this.bench = bench;
  }

  /** Measures and reports. */
  public void run() {
    try (Chasqui chasqui = bench.systems().withNoOpWorker()) {
      Sizes.Intake sizes = bench.sizes().intake();
      double before = stored(chasqui);
      singles(chasqui, sizes.singles() / WARM_UP_SHARE);
      boolean takesBatches = chasqui.api().takesBatches();
      if (takesBatches) {
        batches(chasqui, sizes.batchItems() / WARM_UP_SHARE);
      }
      for (int round = 1; round <= sizes.rounds(); round++) {
        bench.report().progress("C: intake, round " + round);
        measure(SINGLES, chasqui, sizes.singles(), () -> singles(chasqui, sizes.singles()));
        if (takesBatches) {
          measure(BATCHES, chasqui, sizes.batchItems(), () -> batches(chasqui, sizes.batchItems()));
        }
      }
      OldMonth oldMonth =
          new OldMonth(bench, chasqui, (count, latencies) -> singles(chasqui, count, latencies));
      if (sizes.oldMonth() > 0) {
        oldMonth.measure();
      }
      checkStored(chasqui, before);
      report(takesBatches);
      if (sizes.oldMonth() > 0) {
        oldMonth.report();
      }
    }
  }

  private Duration singles(Chasqui chasqui, int count) {
    return singles(chasqui, count, unused -> {});
  }

  private Duration singles(Chasqui chasqui, int count, Consumer<Duration> latencies) {
    return chasqui.api().scheduleOneByOne(requests(count), Chasqui.CONNECTIONS, latencies);
  }

  private Duration batches(Chasqui chasqui, int count) {
    return chasqui.api().scheduleInBatches(requests(count), BATCH_SIZE, BATCH_CONNECTIONS);
  }

  private List<String> requests(int count) {
    taken += count;
    Corpus corpus = new Corpus("intake", bench.systems().reports(), count, 0, false);
    return ScheduleRequests.dueAt(bench.in(FAR_AWAY), corpus);
  }

  private void measure(String what, Chasqui chasqui, int count, Supplier<Duration> intake) {
    Meter meter = chasqui.meter().start();
    Duration duration = intake.get();
    results
        .computeIfAbsent(what, unused -> new ArrayList<>())
        .add(new Measured(count, duration, meter.read()));
  }

  private static double stored(Chasqui chasqui) {
    return chasqui.database().number("SELECT count(*) FROM delivery WHERE status = 'SCHEDULED'");
  }

  private void checkStored(Chasqui chasqui, double before) {
    double stored = stored(chasqui) - before;
    if (stored != taken) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%d were accepted and %.0f are stored", taken, stored));
    }
  }

  private void report(boolean takesBatches) {
    Sizes.Intake sizes = bench.sizes().intake();
    bench
        .report()
        .heading(
            String.format(
                Locale.ROOT,
                "C: intake, %,d single requests over %d connections, %,d items in batches of %,d"
                    + " over %d",
                sizes.singles(),
                Chasqui.CONNECTIONS,
                sizes.batchItems(),
                Math.min(BATCH_SIZE, sizes.batchItems()),
                BATCH_CONNECTIONS));
    Table table = new Table("intake", "a second (min / median / max)", "process", "CPU ms each");
    results.forEach((what, runs) -> rows(table, what, runs));
    bench.report().table(table);
    target(SINGLES, SINGLES_PER_SECOND);
    if (takesBatches) {
      target(BATCHES, ITEMS_PER_SECOND);
    } else {
      bench.report().line("Batches: not available in this version.");
    }
  }

  private static void rows(Table table, String what, List<Measured> runs) {
    String speed = Spread.of(runs.stream().mapToDouble(Measured::perSecond)).text(0);
    for (String process : runs.get(0).usage().keySet()) {
      Spread cpu = Spread.of(runs.stream().mapToDouble(run -> run.cpuMillisEach(process)));
      table.row(what, speed, process, Spread.number(cpu.median(), 3));
    }
  }

  private void target(String what, double aim) {
    Spread speed =
        Spread.of(results.getOrDefault(what, List.of()).stream().mapToDouble(Measured::perSecond));
    bench.report().target(Target.atLeast("C " + what + " a second", aim, speed.median(), 0));
  }
}
