package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Disk;
import io.chasqui.benchmarks.bed.Usage;
import io.chasqui.benchmarks.bullmq.BullMq;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.benchmarks.mail.PreparedMails;
import io.chasqui.benchmarks.result.Spread;
import io.chasqui.benchmarks.result.Table;
import io.chasqui.benchmarks.result.Target;
import io.chasqui.benchmarks.sink.Sink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scenarios A and E: mails a second, all due at the same moment. All contenders send to the same
 * sink, one after the other, in rounds whose order changes.
 */
public final class Throughput {

  private static final double TIMES_STOCK = 2.5;
  private static final double SHARE_OF_RAW = 0.4;
  private static final double TIMES_BULLMQ = 1.3;

  private final Bench bench;
  private final Sink sink;
  private final @Nullable BullMq bullMq;
  private final Corpus warmUp;
  private final Corpus own;
  private final Corpus shared;
  private final Map<String, List<Measured>> results = new LinkedHashMap<>();

  /**
   * @param bullMq null where it cannot be measured, or need not be
   */
  public Throughput(Bench bench, Sink sink, @Nullable BullMq bullMq) {
    this.bench = bench;
    this.sink = sink;
    this.bullMq = bullMq;
    Path reports = bench.systems().reports();
    Sizes.Throughput sizes = bench.sizes().throughput();
    int bytes = sizes.reportBytes();
    this.warmUp = new Corpus("warmup", reports, sizes.warmUp(), bytes, false);
    this.own = new Corpus("own", reports, sizes.mails(), bytes, false);
    this.shared = new Corpus("shared", reports, sizes.mails(), bytes, true);
  }

  /**
   * Measures and reports.
   *
   * @param withShared whether the run with one report for all is wanted too
   * @param withYardsticks whether scenario E is
   */
  public void run(boolean withShared, boolean withYardsticks) {
    bench.report().progress(String.format(Locale.ROOT, "A: making %,d reports", own.size()));
    List.of(warmUp, own, shared).forEach(Corpus::store);
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new ChasquiContender(bench, sink, warmUp, own));
    if (withShared) {
      contenders.add(new ChasquiContender(bench, sink, warmUp, shared));
    }
    List<Yardstick> yardsticks = List.of();
    if (withYardsticks) {
      PreparedMails prepared = PreparedMails.prepare(own, bench.bed().memoryFolder());
      yardsticks = yardsticks(prepared);
      yardsticks.forEach(yardstick -> contenders.add(yardstick.contender()));
      race(contenders);
      prepared.delete();
    } else {
      race(contenders);
    }
    report(yardsticks);
  }

  private List<Yardstick> yardsticks(PreparedMails prepared) {
    Contender stock = new StockContender(bench, sink, warmUp, own);
    Contender raw = new RawContender(bench, sink, own, prepared);
    List<Yardstick> yardsticks = new ArrayList<>();
    yardsticks.add(new Yardstick("(i)", stock, TIMES_STOCK));
    yardsticks.add(new Yardstick("(ii)", raw, SHARE_OF_RAW));
    if (bullMq != null) {
      Contender node = new BullMqContender(bench, bullMq, sink, warmUp, own);
      yardsticks.add(new Yardstick("(iii)", node, TIMES_BULLMQ));
    }
    return yardsticks;
  }

  private void race(List<Contender> contenders) {
    contenders.forEach(contender -> results.put(contender.name(), new ArrayList<>()));
    for (int round = 1; round <= bench.sizes().throughput().rounds(); round++) {
      for (Contender contender : contenders) {
        Disk.settle();
        Measured measured = contender.run();
        results.getOrDefault(contender.name(), new ArrayList<>()).add(measured);
        bench
            .report()
            .progress(
                String.format(
                    Locale.ROOT,
                    "%s, round %d: %s, %.0f mails/s",
                    sink.name(),
                    round,
                    contender.name(),
                    measured.perSecond()));
      }
      Collections.reverse(contenders);
    }
  }

  private void report(List<Yardstick> yardsticks) {
    bench
        .report()
        .heading(
            String.format(
                Locale.ROOT,
                "A%s: %,d e-mails of %d KB due at once, to the %s",
                yardsticks.isEmpty() ? "" : " and E",
                own.size(),
                own.reportBytes() / 1024,
                sink.name()));
    Table speed = new Table("contender", "mails/s (min / median / max)", "window s (median)");
    results.forEach(
        (name, runs) ->
            speed.row(
                name,
                Spread.of(runs.stream().mapToDouble(Measured::perSecond)).text(0),
                Spread.number(
                    Spread.of(runs.stream().mapToDouble(run -> run.window().toMillis() / 1e3))
                        .median(),
                    2)));
    bench.report().table(speed);
    bench.report().table(usage());
    yardsticks.forEach(this::ratio);
  }

  private Table usage() {
    Table table =
        new Table("contender", "process", "CPU s (median)", "CPU ms/mail", "memory MB (peak)");
    results.forEach(
        (name, runs) -> {
          for (String process : processes(runs)) {
            Spread seconds =
                Spread.of(runs.stream().mapToDouble(run -> usage(run, process).cpuSeconds()));
            Spread memory =
                Spread.of(runs.stream().mapToDouble(run -> usage(run, process).memoryBytes()));
            table.row(
                name,
                process,
                Spread.number(seconds.median(), 2),
                Spread.number(seconds.median() * 1_000 / runs.get(0).count(), 3),
                memory.max() == 0 ? "" : Spread.number(memory.max() / (1 << 20), 0));
          }
        });
    return table;
  }

  private static Set<String> processes(List<Measured> runs) {
    Set<String> processes = new LinkedHashSet<>();
    runs.forEach(run -> processes.addAll(run.usage().keySet()));
    return processes;
  }

  private static Usage usage(Measured run, String process) {
    return run.usage().getOrDefault(process, Usage.NONE);
  }

  /** Of each round, whose contenders ran soon after one another; the middle one counts. */
  private void ratio(Yardstick yardstick) {
    String name = yardstick.contender().name();
    String what = "A / %s %s".formatted(yardstick.label(), name);
    List<Measured> ours = results.getOrDefault("Chasqui", List.of());
    List<Measured> theirs = results.getOrDefault(name, List.of());
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ours.size(); round++) {
      ratios.add(ours.get(round).perSecond() / theirs.get(round).perSecond());
    }
    Spread spread = Spread.of(ratios);
    bench.report().line("%s: %s (min / median / max)".formatted(what, spread.text(2)));
    bench
        .report()
        .target(Target.atLeast(what + ", " + sink.name(), yardstick.aim(), spread.median(), 2));
  }
}
