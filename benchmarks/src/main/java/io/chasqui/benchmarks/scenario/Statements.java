package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.StatementCounter;
import io.chasqui.benchmarks.bed.StatementCounter.Counts;
import io.chasqui.benchmarks.bed.TestBed;
import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.benchmarks.sink.Sink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How many statements and commits a delivery costs, and how many an idle system makes. */
public final class Statements {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final Duration IDLE = Duration.ofSeconds(20);

  public record Result(Counts intake, Counts delivery, Counts idle, int deliveries) {}

  public Result measure(TestBed bed, Sink sink, int poolSize, int deliveries, Duration timeout) {
    Corpus corpus =
        new Corpus("counted", bed.folder().resolve("reports"), deliveries, 10_000, false);
    corpus.store();
    try (Chasqui chasqui = Chasqui.start(bed, "counted", corpus.reports(), sink.port(), poolSize)) {
      StatementCounter counter = new StatementCounter(chasqui.database());
      Counts idle = counter.during(() -> Waiting.sleep(IDLE));
      Instant dueAt = CLOCK.instant().plus(Duration.ofSeconds(15 + deliveries / 100));
      Counts intake = counter.during(() -> chasqui.schedule(corpus, dueAt, timeout));
      Counts delivery =
          counter.during(
              () ->
                  Waiting.until(
                      "all were delivered",
                      timeout,
                      () ->
                          chasqui
                                  .database()
                                  .number(
                                      "SELECT count(*) FROM jobrunr_jobs WHERE state = 'SUCCEEDED'")
                              == deliveries,
                      () ->
                          chasqui
                              .database()
                              .table("SELECT status, count(*) FROM delivery GROUP BY 1")));
      sink.control().forget();
      return new Result(intake, delivery, idle, deliveries);
    }
  }
}
