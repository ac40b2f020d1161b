package io.chasqui.benchmarks;

import io.chasqui.benchmarks.bed.TestBed;
import io.chasqui.benchmarks.result.Report;
import io.chasqui.quickstart.QuickstartRefused;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The command: runs, prints, and leaves nothing behind. */
public final class BenchmarkApplication {

  private static final int FAILED = 1;
  private static final int REFUSED = 2;

  private BenchmarkApplication() {}

  public static void main(String[] arguments) {
    // Words of protocols, and field names, are spelt alike whatever the machine speaks.
    Locale.setDefault(Locale.ROOT);
    if (List.of(arguments).contains("--help")) {
      System.out.print(Options.HELP);
      return;
    }
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    Options options;
    TestBed bed;
    try {
      options = Options.parse(arguments);
      bed = new TestBed();
    } catch (IllegalArgumentException | QuickstartRefused e) {
      System.err.println(e.getMessage());
      return REFUSED;
    }
    // After every way out of main, Ctrl-C and SIGTERM too.
    Runtime.getRuntime().addShutdownHook(new Thread(bed::close, "benchmark-end"));
    // No finer than what PostgreSQL keeps.
    Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    try {
      bed.begin();
      new Benchmarks(options, bed, new Report(System.out, System.err, clock), clock).run();
      return 0;
    } catch (RuntimeException e) {
      bed.recentLines().forEach(System.err::println);
      System.err.println("The benchmark failed: " + e.getMessage());
      e.printStackTrace();
      return FAILED;
    }
  }
}
