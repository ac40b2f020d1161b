package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.product.Chasqui;
import io.chasqui.benchmarks.result.Spread;
import io.chasqui.benchmarks.result.Table;
import io.chasqui.benchmarks.result.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Scenario D: whether a large backlog and a long history slow the system down. The same is done to
 * a full system and to an almost empty one, in turns, so that what else the machine does hits both.
 */
public final class Backlog {

  /** So many wait, and are finished, in the empty system: its lists have to fill a page. */
  private static final int ALMOST_EMPTY = 1_000;

  private static final double WITHIN = 1.2;

  private final Bench bench;
  private final BacklogOperations operations;
  private final Map<String, List<Double>> emptyCosts = new HashMap<>();
  private final Map<String, List<Double>> fullCosts = new HashMap<>();

  public Backlog(Bench bench) {
    this.bench = bench;
    this.operations = new BacklogOperations(bench);
  }

  /** Measures and reports. */
  public void run() {
    Sizes.Backlog sizes = bench.sizes().backlog();
    try (Chasqui empty = bench.systems().withNoOpWorker();
        Chasqui full = bench.systems().withNoOpWorker()) {
      bench
          .report()
          .progress(String.format(Locale.ROOT, "D: filling with %,d", sizes.deliveries()));
      new BacklogFill(bench, empty).fill(Math.min(ALMOST_EMPTY, sizes.deliveries()), 0);
      new BacklogFill(bench, full).fill(sizes.deliveries(), sizes.finishedJobs());
      String filled = sizesOf(full);
      List<BacklogOperation> all = operations.all(full.api().takesBatches());
      compare(all, empty, full, new HashMap<>(), new HashMap<>());
      for (int round = 1; round <= sizes.rounds(); round++) {
        bench.report().progress("D: round " + round);
        if (round % 2 == 0) {
          compare(all, empty, full, emptyCosts, fullCosts);
        } else {
          compare(all, full, empty, fullCosts, emptyCosts);
        }
      }
      report(all, filled);
    }
  }

  private static void compare(
      List<BacklogOperation> operations,
      Chasqui first,
      Chasqui second,
      Map<String, List<Double>> firstCosts,
      Map<String, List<Double>> secondCosts) {
    for (BacklogOperation operation : operations) {
      note(operation, first, firstCosts);
      note(operation, second, secondCosts);
    }
  }

  private static void note(
      BacklogOperation operation, Chasqui chasqui, Map<String, List<Double>> costs) {
    costs
        .computeIfAbsent(operation.name(), unused -> new ArrayList<>())
        .add(operation.cost().applyAsDouble(chasqui));
  }

  private static String sizesOf(Chasqui chasqui) {
    return chasqui
        .database()
        .table(
            """
            SELECT name, to_char(sum(reltuples), 'FM999,999,999') || ' rows in ' || count(*),
              pg_size_pretty(sum(pg_table_size(oid))) || ' table',
              pg_size_pretty(sum(pg_indexes_size(oid))) || ' indexes'
            FROM pg_class
            CROSS JOIN LATERAL regexp_replace(relname, '_(first|[0-9]{4}_[0-9]{2})$', '') AS name
            WHERE relkind = 'r'
              AND name IN ('delivery_message', 'delivery_state', 'delivery_attempt', 'jobrunr_jobs')
            GROUP BY name ORDER BY name
            """);
  }

  private void report(List<BacklogOperation> all, String filled) {
    bench
        .report()
        .heading(
            String.format(
                Locale.ROOT,
                "D: %,d deliveries waiting and %,d finished, against an almost empty system",
                bench.sizes().backlog().deliveries(),
                bench.sizes().backlog().deliveries()));
    bench.report().line("```\n" + filled.stripTrailing() + "\n```\n");
    Table table =
        new Table(
            "operation", "empty: ms each", "full: ms each", "full / empty (min / median / max)");
    double worstList = 0;
    for (BacklogOperation operation : all) {
      List<Double> empty = emptyCosts.getOrDefault(operation.name(), List.of());
      List<Double> full = fullCosts.getOrDefault(operation.name(), List.of());
      Spread ratio =
          Spread.of(IntStream.range(0, full.size()).mapToDouble(i -> full.get(i) / empty.get(i)));
      table.row(
          operation.name(),
          Spread.number(Spread.of(empty).median(), 3),
          Spread.number(Spread.of(full).median(), 3),
          ratio.text(2));
      if (operation.isList()) {
        worstList = Math.max(worstList, ratio.median());
      } else {
        target(operation.name(), ratio.median());
      }
    }
    bench.report().table(table);
    target("slowest list", worstList);
  }

  private void target(String what, double ratio) {
    bench.report().target(Target.atMost("D " + what + ", full / empty", WITHIN, ratio, 2));
  }
}
