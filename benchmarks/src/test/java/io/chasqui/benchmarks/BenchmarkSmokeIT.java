package io.chasqui.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.benchmarks.bed.TestBed;
import io.chasqui.benchmarks.result.Report;
import io.chasqui.quickstart.PreparedBuild;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Keeps the benchmark alive: all scenarios with tiny numbers and the real jars. What they check of
 * the product is checked here too; how fast it was is not looked at.
 */
@Tag("faults")
class BenchmarkSmokeIT {

  private static final Pattern NUMBER = Pattern.compile("[0-9][0-9,]*(\\.[0-9]+)?");

  @Test
  void scenariosOfTheApiRunAndLeaveNothingBehind() throws Exception {
    String text = printed("A", "C", "F");

    assertThat(numbers(text, "from due to done, each")).first().matches(calls -> calls > 0);
    assertSpeeds(
        text,
        "Chasqui",
        "Chasqui, one report for all",
        "single requests",
        "batch items",
        "SMS, peer thinks 0 ms",
        "WEBHOOK, peer thinks 5 ms",
        "PUSH, peer thinks 5 ms");
    assertThat(text).contains("drop of a month", "F / bare loop, WEBHOOK", "p99 of SMS later");
  }

  @Test
  void soDoThoseOfWorkersAndOfSize() throws Exception {
    String text = printed("A", "B", "D", "E");

    assertSpeeds(text, "Chasqui", "stock JobRunr", "raw SMTP");
    for (String lateness : List.of("20 over 1 s by SMTP", "100 over 1 s, no-op channel")) {
      assertThat(numbers(text, lateness).subList(0, 5))
          .as(lateness)
          .allMatch(millis -> millis > 0)
          .isSorted();
    }
    assertThat(numbers(text, "list: no filter")).hasSize(5).allMatch(number -> number > 0);
    assertThat(text).contains("A / (ii) raw SMTP", "B by SMTP, p99 ms", "slowest list");
  }

  /** What scenarios print, when nothing is left of them. */
  private static String printed(String... scenarios) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Path folder;
    Path memory;
    try (TestBed bed = new TestBed()) {
      folder = bed.folder();
      memory = bed.memoryFolder();
      bed.begin();
      Report report =
          new Report(
              new PrintStream(printed, true, StandardCharsets.UTF_8),
              System.err,
              Clock.systemUTC());
      PreparedBuild.prepareOnce();
      List<String> arguments = new ArrayList<>(List.of(scenarios));
      arguments.addAll(List.of("--smoke", "--prepared"));
      Options options = Options.parse(arguments.toArray(String[]::new));
      new Benchmarks(options, bed, report, Clock.systemUTC()).run();
    }
    assertThat(List.of(folder, memory)).noneMatch(Files::exists);
    assertThat(ProcessHandle.current().descendants()).isEmpty();
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static void assertSpeeds(String text, String... rows) {
    for (String row : rows) {
      assertThat(numbers(text, row)).as(row).first().matches(perSecond -> perSecond > 1);
    }
  }

  /** Those of the first row of a table whose first cell says so. */
  private static List<Double> numbers(String text, String cell) {
    String row =
        text.lines()
            .filter(line -> line.matches("\\| " + Pattern.quote(cell) + " +\\|.*"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("No row " + cell + " in:\n" + text));
    return NUMBER
        .matcher(row.substring(cell.length() + 2))
        .results()
        .map(MatchResult::group)
        .map(number -> Double.parseDouble(number.replace(",", "")))
        .toList();
  }
}
