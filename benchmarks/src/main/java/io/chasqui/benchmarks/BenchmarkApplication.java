package io.chasqui.benchmarks;

import io.chasqui.benchmarks.bed.Children;
import io.chasqui.benchmarks.bed.TestBed;
import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.scenario.Throughput;
import io.chasqui.benchmarks.sink.Sink;
import io.chasqui.benchmarks.sink.SinkControl;
import io.chasqui.quickstart.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;

/** The command. */
public final class BenchmarkApplication {

  private BenchmarkApplication() {}

  public static void main(String[] arguments) {
    Options options = Options.full();
    if (arguments.length > 0) {
      options =
          new Options(
              Integer.parseInt(arguments[1]),
              100 * 1024,
              Integer.parseInt(arguments[2]),
              1,
              10,
              Duration.ofMinutes(1));
    }
    TestBed bed = TestBed.start();
    Runtime.getRuntime().addShutdownHook(new Thread(bed::close));
    try {
      Path spool = bed.memoryFolder().resolve("spool");
      ChildProcess process = bed.start(new Children(bed).sink(spool));
      Waiting.sleep(Duration.ofSeconds(1));
      Sink sink = new Sink(process, new SinkControl(process.port()), spool);
      Throughput throughput = new Throughput(bed, options, sink);
      throughput.prepare();
      for (String what : arguments[0].split(",")) {
        if (what.equals("statements")) {
          var r =
              new io.chasqui.benchmarks.scenario.Statements()
                  .measure(bed, sink, 10, 500, options.timeout());
          for (var e : java.util.List.of(r.intake(), r.delivery(), r.idle())) {
            System.out.printf(
                "statements %.0f = %.2f each, commits %.0f = %.2f each, wal %.0f KB%n%s",
                e.statements(),
                e.statements() / 500,
                e.commits(),
                e.commits() / 500,
                e.walBytes() / 1024,
                e.busiest());
          }
          continue;
        }
        if (what.equals("intake")) {
          var r =
              new io.chasqui.benchmarks.scenario.Intake()
                  .singles(
                      bed,
                      "intake" + System.nanoTime(),
                      3000,
                      10000,
                      sink.port(),
                      options.timeout());
          System.out.printf("intake %.0f/s%n", r.perSecond());
          r.usage()
              .forEach(
                  (n, u) ->
                      System.out.printf(
                          "    %-20s %.2f s (%.3f ms/request)  %d MB%n",
                          n,
                          u.cpuSeconds(),
                          u.cpuSeconds() * 1000 / r.requests(),
                          u.memoryBytes() >> 20));
          continue;
        }
        Throughput.Run run =
            switch (what) {
              case "raw" -> throughput.rawSmtp();
              case "stock" -> throughput.stockJobRunr();
              case "own" -> throughput.chasquiWithOwnReports();
              default -> throughput.chasquiWithOneReport();
            };
        System.out.printf("%s %.0f/s %s%n", what, run.perSecond(), run.window());
        run.usage()
            .forEach(
                (n, u) ->
                    System.out.printf(
                        "    %-20s %.2f s (%.3f ms/mail)  %d MB%n",
                        n,
                        u.cpuSeconds(),
                        u.cpuSeconds() * 1000 / run.mails(),
                        u.memoryBytes() >> 20));
      }
    } catch (RuntimeException e) {
      bed.recentLines().forEach(System.out::println);
      e.printStackTrace();
    }
    System.exit(0);
  }
}
