package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Meter;
import io.chasqui.benchmarks.bed.Metered;
import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.benchmarks.mail.PreparedMails;
import io.chasqui.benchmarks.sink.Sink;
import io.chasqui.benchmarks.yardstick.RawSmtp;
import io.chasqui.quickstart.process.ChildProcess;
import java.util.List;

/** Yardstick (ii): the same bytes, ready made, over a few kept connections. */
final class RawContender implements Contender {

  private static final String NAME = "raw SMTP";

  private final Bench bench;
  private final Sink sink;
  private final Finish finish;
  private final Corpus corpus;
  private final PreparedMails prepared;

  RawContender(Bench bench, Sink sink, Corpus corpus, PreparedMails prepared) {
    this.bench = bench;
    this.sink = sink;
    this.finish = new Finish(sink, bench.sizes().timeout());
    this.corpus = corpus;
    this.prepared = prepared;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Measured run() {
    GoFile go = new GoFile(bench.bed().folder());
    ChildProcess raw =
        bench
            .bed()
            .start(
                bench
                    .children()
                    .yardstick(
                        NAME,
                        "yardstick.RawSmtp",
                        sink.port(),
                        bench.poolSize(),
                        prepared.messages(),
                        prepared.list(),
                        go));
    try {
      bench.awaitLine(raw, RawSmtp.READY);
      Waiting.sleep(bench.sizes().quiet());
      Metered ours = new Metered(NAME, bench.bed().handle(raw));
      Meter meter = bench.bed().meter(List.of(ours, sink.metered())).start();
      go.give();
      return finish.await(corpus, meter);
    } finally {
      bench.bed().stop(raw);
      go.delete();
    }
  }
}
