package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Database;
import io.chasqui.benchmarks.bed.Meter;
import io.chasqui.benchmarks.bed.Metered;
import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.benchmarks.sink.Sink;
import io.chasqui.quickstart.process.ChildProcess;
import java.util.List;

/** Yardstick (i): stock JobRunr and Jakarta Mail, a connection for each mail. */
final class StockContender implements Contender {

  private static final String NAME = "stock JobRunr";

  private final Bench bench;
  private final Sink sink;
  private final Finish finish;
  private final Corpus warmUp;
  private final Corpus corpus;

  StockContender(Bench bench, Sink sink, Corpus warmUp, Corpus corpus) {
    this.bench = bench;
    this.sink = sink;
    this.finish = new Finish(sink, bench.sizes().timeout());
    this.warmUp = warmUp;
    this.corpus = corpus;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Measured run() {
    Database database = bench.bed().newDatabase();
    GoFile go = new GoFile(bench.bed().folder());
    ChildProcess stock = start(database, go);
    try {
      finish.awaitWarmUp(warmUp);
      Waiting.until(
          "stock JobRunr's jobs were enqueued",
          bench.sizes().timeout(),
          () -> enqueued(database) == corpus.size(),
          () -> enqueued(database) + " of " + corpus.size());
      Waiting.sleep(bench.sizes().quiet());
      Metered ours = new Metered(NAME, bench.bed().handle(stock));
      Meter meter = bench.bed().meter(List.of(ours, sink.metered())).start();
      go.give();
      return finish.await(corpus, meter);
    } finally {
      bench.bed().stop(stock);
      go.delete();
    }
  }

  private ChildProcess start(Database database, GoFile go) {
    return bench
        .bed()
        .start(
            bench
                .children()
                .stockYardstick(
                    NAME,
                    "yardstick.StockJobRunr",
                    database.url(),
                    database.user(),
                    database.password(),
                    sink.port(),
                    go,
                    corpus.reports(),
                    corpus.reportBytes(),
                    warmUp.prefix(),
                    warmUp.size(),
                    corpus.prefix(),
                    corpus.size()));
  }

  private static double enqueued(Database database) {
    return database.number("SELECT count(*) FROM jobrunr_jobs WHERE state = 'ENQUEUED'");
  }
}
