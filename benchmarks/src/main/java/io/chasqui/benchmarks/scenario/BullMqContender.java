package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Meter;
import io.chasqui.benchmarks.bed.Metered;
import io.chasqui.benchmarks.bullmq.BullMq;
import io.chasqui.benchmarks.bullmq.Redis;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.benchmarks.sink.Sink;
import io.chasqui.quickstart.process.ChildProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Yardstick (iii): BullMQ and nodemailer. All jobs are delayed until one moment, and counted from
 * it on.
 */
final class BullMqContender implements Contender {

  private static final String NAME = "BullMQ";

  private final Bench bench;
  private final BullMq bullMq;
  private final Sink sink;
  private final Finish finish;
  private final Corpus warmUp;
  private final Corpus corpus;

  BullMqContender(Bench bench, BullMq bullMq, Sink sink, Corpus warmUp, Corpus corpus) {
    this.bench = bench;
    this.bullMq = bullMq;
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
    try (Redis redis = bullMq.startRedis()) {
      ChildProcess worker = bullMq.startWorker(NAME, redis, sink.port(), bench.poolSize(), corpus);
      try {
        bench.awaitLine(worker, BullMq.READY);
        return run(redis, worker);
      } finally {
        bench.bed().stop(worker);
      }
    }
  }

  private Measured run(Redis redis, ChildProcess worker) {
    Duration warmUpIntake = enqueue(redis, warmUp, bench.now());
    finish.awaitWarmUp(warmUp);
    Instant dueAt = bench.afterIntake(corpus, warmUpIntake, warmUp);
    enqueue(redis, corpus, dueAt);
    bench.awaitJustBefore(dueAt);
    Metered ours = new Metered(NAME, bench.bed().handle(worker));
    Meter meter = bench.bed().meter(List.of(ours, redis.metered(), sink.metered())).start();
    return finish.await(corpus, meter);
  }

  /** Returns how long it took. */
  private Duration enqueue(Redis redis, Corpus mails, Instant dueAt) {
    Instant begun = bench.now();
    bullMq.enqueue(redis, mails, dueAt, bench.sizes().timeout());
    return Duration.between(begun, bench.now());
  }
}
