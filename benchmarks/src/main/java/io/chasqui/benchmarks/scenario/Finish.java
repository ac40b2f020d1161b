package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Meter;
import io.chasqui.benchmarks.bed.Usage;
import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.benchmarks.sink.Sink;
import java.time.Duration;
import java.util.Map;

/** The line all contenders run to: the sink has every mail, and they are the right ones. */
final class Finish {

  private final Sink sink;
  private final Duration timeout;

  Finish(Sink sink, Duration timeout) {
    this.sink = sink;
    this.timeout = timeout;
  }

  /** Waits for a warm-up, which is not looked at. */
  void awaitWarmUp(Corpus corpus) {
    awaitAll(corpus);
    sink.forget();
  }

  /** Waits for all mails and checks them when the clock has stopped. */
  Measured await(Corpus corpus, Meter meter) {
    awaitAll(corpus);
    Map<String, Usage> usage = meter.read();
    Duration window = sink.window(corpus);
    sink.forget();
    return new Measured(corpus.size(), window, usage);
  }

  private void awaitAll(Corpus corpus) {
    Waiting.until(
        "all mails had arrived",
        timeout,
        () -> sink.count() >= corpus.size(),
        () -> sink.count() + " of " + corpus.size());
  }
}
