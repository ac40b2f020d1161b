package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.StatementCounter;
import io.chasqui.benchmarks.bed.StatementCounter.Counts;
import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.benchmarks.mail.ScheduleRequests;
import io.chasqui.benchmarks.product.Chasqui;
import io.chasqui.benchmarks.result.Spread;
import io.chasqui.benchmarks.result.Table;
import io.chasqui.benchmarks.sink.Sink;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Part of A, without a clock: what a delivery asks of the database, and what an idle system does.
 */
public final class Statements {

  private static final int SLOWEST_INTAKE_PER_SECOND = 100;

  private final Bench bench;
  private final Sink sink;
  private final Corpus corpus;

  public Statements(Bench bench, Sink sink) {
    this.bench = bench;
    this.sink = sink;
    int count = bench.sizes().counting().deliveries();
    this.corpus = new Corpus("counted", bench.systems().reports(), count, 10_000, false);
  }

  /** Counts and reports. */
  public void run() {
    bench.report().progress("A: counting statements");
    corpus.store();
    Sizes.Counting sizes = bench.sizes().counting();
    try (Chasqui chasqui = bench.systems().withEmailWorker(sink.port());
        StatementCounter counter =
            StatementCounter.start(chasqui.database(), sizes.untilReported())) {
      Counts idle = counter.during(() -> Waiting.sleep(sizes.idle()));
      Duration forIntake = Duration.ofSeconds(2 + corpus.size() / SLOWEST_INTAKE_PER_SECOND);
      Instant dueAt = bench.in(forIntake.plus(sizes.untilReported()));
      Counts intake = counter.during(() -> takeIn(chasqui, dueAt));
      bench.until(dueAt);
      Counts delivery = counter.during(() -> awaitDelivered(chasqui));
      new Finish(sink, bench.sizes().timeout()).awaitWarmUp(corpus);
      report(idle, intake, delivery);
    }
  }

  private void takeIn(Chasqui chasqui, Instant dueAt) {
    chasqui.api().scheduleOneByOne(ScheduleRequests.dueAt(dueAt, corpus), Chasqui.CONNECTIONS);
  }

  /** Also the jobs have to be done with, whose last statements come after the delivery's. */
  private void awaitDelivered(Chasqui chasqui) {
    Waiting.until(
        "all counted deliveries and their jobs had ended",
        bench.sizes().timeout(),
        () -> open(chasqui) == 0,
        () -> String.format(Locale.ROOT, "%.0f are open", open(chasqui)));
  }

  private static double open(Chasqui chasqui) {
    return chasqui
        .database()
        .number(
            """
            SELECT (SELECT count(*) FROM delivery WHERE completed_at IS NULL)
              + (SELECT count(*) FROM jobrunr_jobs
                 WHERE state IN ('SCHEDULED', 'ENQUEUED', 'PROCESSING'))
            """);
  }

  private void report(Counts idle, Counts intake, Counts delivery) {
    bench
        .report()
        .heading(
            String.format(Locale.ROOT, "A: what %,d deliveries ask of PostgreSQL", corpus.size()));
    Table table = new Table("phase", "statements", "commits", "WAL KB");
    row(table, "intake by single requests, each", intake, corpus.size());
    row(table, "from due to done, each", delivery, corpus.size());
    row(
        table,
        "idle server and worker, a second",
        idle,
        bench.sizes().counting().idle().toSeconds());
    bench.report().table(table);
    bench.report().line("From due to done: calls, mean time, rows, statement");
    bench.report().line("```");
    bench.report().line(delivery.busiest().stripTrailing());
    bench.report().line("```");
  }

  private static void row(Table table, String phase, Counts counts, long units) {
    table.row(
        phase,
        Spread.number(counts.statements() / units, 2),
        Spread.number(counts.commits() / units, 2),
        Spread.number(counts.walBytes() / 1024 / units, 1));
  }
}
