package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.Options;
import io.chasqui.benchmarks.bed.Children;
import io.chasqui.benchmarks.bed.Database;
import io.chasqui.benchmarks.bed.Meter;
import io.chasqui.benchmarks.bed.TestBed;
import io.chasqui.benchmarks.bed.Usage;
import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.mail.Arrivals;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.benchmarks.mail.PreparedMails;
import io.chasqui.benchmarks.sink.Accepted;
import io.chasqui.benchmarks.sink.Sink;
import io.chasqui.quickstart.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Scenarios A and E: how many mails a second, all due at the same moment; the product with a report
 * for each mail and with one for all, stock JobRunr, and a bare SMTP client.
 */
public final class Throughput {

  private static final Clock CLOCK = Clock.systemUTC();

  /** The slowest intake that is waited for. */
  private static final int SLOWEST_INTAKE_PER_SECOND = 250;

  private final TestBed bed;
  private final Children children;
  private final Options options;
  private final Sink sink;
  private final Corpus own;
  private final Corpus shared;
  private final Corpus warmUp;
  private int runs;

  public Throughput(TestBed bed, Options options, Sink sink) {
    this.bed = bed;
    this.children = new Children(bed);
    this.options = options;
    this.sink = sink;
    Path reports = bed.folder().resolve("reports");
    this.own = new Corpus("own", reports, options.mails(), options.reportBytes(), false);
    this.shared = new Corpus("shared", reports, options.mails(), options.reportBytes(), true);
    this.warmUp = new Corpus("warm", reports, options.warmUp(), options.reportBytes(), false);
  }

  /** Makes the reports. */
  public void prepare() {
    List.of(own, shared, warmUp).forEach(Corpus::store);
  }

  public Run chasquiWithOwnReports() {
    return chasqui(own);
  }

  public Run chasquiWithOneReport() {
    return chasqui(shared);
  }

  private Run chasqui(Corpus corpus) {
    String database = "chasqui_" + ++runs;
    try (Chasqui chasqui =
        Chasqui.start(bed, database, corpus.reports(), sink.port(), options.poolSize())) {
      chasqui.schedule(warmUp, CLOCK.instant(), options.timeout());
      awaitArrival(warmUp);
      sink.control().forget();
      Duration allowance = Duration.ofSeconds(5 + corpus.size() / SLOWEST_INTAKE_PER_SECOND);
      Instant dueAt = CLOCK.instant().plus(allowance);
      chasqui.schedule(corpus, dueAt, options.timeout());
      Duration rest = Duration.between(CLOCK.instant(), dueAt);
      if (rest.isNegative()) {
        throw new IllegalStateException(
            "The intake was slower than " + SLOWEST_INTAKE_PER_SECOND + "/s");
      }
      Waiting.sleep(rest.minusMillis(200));
      Meter meter = bed.meter(chasqui.server(), chasqui.worker(), sink.process()).start();
      Run run = run(corpus, meter);
      awaitDelivered(chasqui.database(), corpus.size() + warmUp.size());
      return run;
    }
  }

  public Run stockJobRunr() {
    Database database = bed.newDatabase("stock_" + ++runs);
    Path go = bed.folder().resolve("go-" + runs);
    ChildProcess stock =
        bed.start(
            children.onStockJobRunr(
                "stock JobRunr",
                "yardstick.StockJobRunr",
                database.url(),
                database.user(),
                database.password(),
                sink.port(),
                go,
                options.reportBytes(),
                warmUp.prefix(),
                warmUp.reports(),
                warmUp.size(),
                own.prefix(),
                own.reports(),
                own.size()));
    try {
      awaitArrival(warmUp);
      Waiting.until(
          "stock JobRunr's jobs are enqueued",
          options.timeout(),
          () -> enqueued(database) == own.size(),
          () -> enqueued(database) + " jobs");
      sink.control().forget();
      Meter meter = bed.meter(stock, sink.process()).start();
      create(go);
      return run(own, meter);
    } finally {
      bed.stop(stock);
    }
  }

  private static int enqueued(Database database) {
    boolean there =
        database.number("SELECT count(*) FROM pg_tables WHERE tablename = 'jobrunr_jobs'") > 0;
    return there
        ? (int) database.number("SELECT count(*) FROM jobrunr_jobs WHERE state = 'ENQUEUED'")
        : 0;
  }

  public Run rawSmtp() {
    PreparedMails prepared = PreparedMails.prepare(own, bed.memoryFolder());
    Path go = bed.folder().resolve("go-" + ++runs);
    ChildProcess raw =
        bed.start(
            children.ours(
                "raw SMTP",
                0,
                Children.JVM_OPTIONS,
                "yardstick.RawSmtp",
                sink.port(),
                options.poolSize(),
                prepared.messages(),
                prepared.list(),
                go));
    try {
      Waiting.sleep(Duration.ofSeconds(2));
      Meter meter = bed.meter(raw, sink.process()).start();
      create(go);
      return run(own, meter);
    } finally {
      bed.stop(raw);
      delete(prepared.messages());
    }
  }

  /** Waits for all mails, and checks them when the clock has stopped. */
  private Run run(Corpus corpus, Meter meter) {
    awaitArrival(corpus);
    Map<String, Usage> usage = meter.read();
    Map<Integer, Accepted> arrivals =
        new Arrivals(corpus, sink.spool()).check(sink.control().accepted());
    sink.control().forget();
    List<Instant> times =
        arrivals.values().stream()
            .map(Accepted::acceptedAt)
            .sorted(Comparator.naturalOrder())
            .toList();
    Duration window = Duration.between(times.get(0), times.get(times.size() - 1));
    return new Run(corpus.size(), window, usage);
  }

  private void awaitArrival(Corpus corpus) {
    Waiting.until(
        "all mails had arrived",
        options.timeout(),
        () -> sink.control().count() >= corpus.size(),
        () -> sink.control().count() + " of " + corpus.size());
  }

  private void awaitDelivered(Database database, int count) {
    String sql = "SELECT count(*) FROM delivery WHERE status = 'DELIVERED' AND attempt = 1";
    Waiting.until(
        "all deliveries were recorded as delivered by their first attempt",
        options.timeout(),
        () -> database.number(sql) == count,
        () -> database.table("SELECT status, attempt, count(*) FROM delivery GROUP BY 1, 2"));
  }

  private static void create(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What was measured.
   *
   * @param window from the first message accepted to the last
   */
  public record Run(int mails, Duration window, Map<String, Usage> usage) {

    public double perSecond() {
      return (mails - 1) / (window.toNanos() / 1e9);
    }
  }
}
