package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Database;
import io.chasqui.benchmarks.bed.Meter;
import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.benchmarks.mail.ScheduleRequests;
import io.chasqui.benchmarks.product.Chasqui;
import io.chasqui.benchmarks.sink.Sink;
import java.time.Duration;
import java.time.Instant;

/** The product: all mails are scheduled through its API for one moment, and counted from it on. */
final class ChasquiContender implements Contender {

  private final Bench bench;
  private final Sink sink;
  private final Finish finish;
  private final Corpus warmUp;
  private final Corpus corpus;

  ChasquiContender(Bench bench, Sink sink, Corpus warmUp, Corpus corpus) {
    this.bench = bench;
    this.sink = sink;
    this.finish = new Finish(sink, bench.sizes().timeout());
    this.warmUp = warmUp;
    this.corpus = corpus;
  }

  @Override
  public String name() {
    return corpus.shared() ? "Chasqui, one report for all" : "Chasqui";
  }

  @Override
  public Measured run() {
    try (Chasqui chasqui = bench.systems().withEmailWorker(sink.port())) {
      Duration warmUpIntake = chasqui.schedule(ScheduleRequests.dueAt(bench.now(), warmUp));
      finish.awaitWarmUp(warmUp);
      Instant dueAt = bench.afterIntake(corpus, warmUpIntake, warmUp);
      chasqui.schedule(ScheduleRequests.dueAt(dueAt, corpus));
      bench.awaitJustBefore(dueAt);
      Meter meter = chasqui.meter(sink.metered()).start();
      Measured measured = finish.await(corpus, meter);
      awaitDelivered(chasqui.database());
      refuseMore();
      return measured;
    }
  }

  private void refuseMore() {
    if (sink.count() > 0) {
      throw new IllegalStateException(sink.count() + " mails arrived a second time");
    }
  }

  /** The sink has them all; the ledger must say so too, with one attempt for each. */
  private void awaitDelivered(Database database) {
    String delivered =
        "SELECT count(*) FROM delivery WHERE status = 'DELIVERED' AND attempt = 1 AND recipient"
            + " LIKE '"
            + corpus.prefix()
            + "-%'";
    Waiting.until(
        "all deliveries were recorded as delivered by their first attempt",
        bench.sizes().timeout(),
        () -> database.number(delivered) == corpus.size(),
        () -> database.table("SELECT status, attempt, count(*) FROM delivery GROUP BY 1, 2"));
  }
}
