package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Meter;
import io.chasqui.benchmarks.bed.TestBed;
import io.chasqui.benchmarks.bed.Usage;
import io.chasqui.benchmarks.mail.Corpus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Scenario C: how many requests a second the server takes. */
public final class Intake {

  private static final Clock CLOCK = Clock.systemUTC();

  public record Result(int requests, Duration duration, Map<String, Usage> usage) {
    public double perSecond() {
      return requests / (duration.toNanos() / 1e9);
    }
  }

  public Result singles(
      TestBed bed, String database, int warmUp, int requests, int smtpPort, Duration timeout) {
    Corpus warm = new Corpus("warm", bed.folder(), warmUp, 0, false);
    Corpus corpus = new Corpus("intake", bed.folder(), requests, 0, false);
    Instant farAway = CLOCK.instant().plus(Duration.ofDays(30));
    try (Chasqui chasqui = Chasqui.start(bed, database, bed.folder(), smtpPort, 10)) {
      chasqui.schedule(warm, farAway, timeout);
      Meter meter = bed.meter(chasqui.server(), chasqui.worker()).start();
      Duration duration = chasqui.schedule(corpus, farAway, timeout);
      return new Result(requests, duration, meter.read());
    }
  }
}
