package io.chasqui.benchmarks.bullmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.benchmarks.bed.SearchPath;
import io.chasqui.benchmarks.bed.TestBed;
import io.chasqui.benchmarks.result.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On machines that lack something; their programs are scripts. */
class BullMqInstallationIT {

  @TempDir Path programs;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private Optional<BullMq> install() {
    PrintStream results = new PrintStream(printed, true, StandardCharsets.UTF_8);
    try (TestBed bed = new TestBed()) {
      Report report = new Report(results, System.err, Clock.systemUTC());
      SearchPath path = new SearchPath(List.of(programs));
      return new BullMqInstallation(bed, path, report).install();
    }
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private void assertThatTheReportSays(String line) {
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines(line);
  }

  @Test
  void saysWhichProgramsAreMissing() throws IOException {
    program("npm", "exit 0");

    assertThat(install()).isEmpty();
    assertThatTheReportSays("BullMQ is not measured: not on the PATH: node, redis-server.");
  }

  @Test
  void saysThatNodeIsTooOld() throws IOException {
    program("node", "echo v18.19.1");
    program("npm", "exit 0");
    program("redis-server", "exit 0");

    assertThat(install()).isEmpty();
    assertThatTheReportSays(
        "BullMQ is not measured: Node.js is 18.19.1 and has to be 20 or newer.");
  }

  @Test
  void saysThatThePackagesCannotBeHad() throws IOException {
    program("node", "echo v20.20.2");
    program("npm", "test -f package-lock.json && test -f worker.mjs && exit 1");
    program("redis-server", "exit 0");

    assertThat(install()).isEmpty();
    assertThatTheReportSays("BullMQ is not measured: npm ci failed or took more than 2 minutes.");
  }

  @Test
  void isReadyWhereEverythingIsThere() throws IOException {
    program("node", "echo v20.20.2");
    program("npm", "test -f package-lock.json && test -f worker.mjs");
    program("redis-server", "echo 'Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc'");

    assertThat(install()).isPresent();
    assertThatTheReportSays("BullMQ: Node.js 20.20.2, Redis 7.0.15");
  }
}
