package io.chasqui.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chasqui.quickstart.process.ChildProcess;
import io.chasqui.quickstart.process.ChildSpec;
import io.chasqui.quickstart.process.FreePorts;
import io.chasqui.quickstart.process.PidFiles;
import io.chasqui.quickstart.process.PrefixedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationsIT {

  private final Path folder;
  private final PidFiles pids;
  private final PrefixedLog log = new PrefixedLog(System.out, false);

  ApplicationsIT(@TempDir Path folder) throws IOException {
    this.folder = FakeApp.jarsIn(folder);
    this.pids = new PidFiles(folder.resolve("pids"));
  }

  @Test
  void killsAnApplicationThatDoesNotObey() throws Exception {
    Applications applications =
        new Applications(log, System.out::println, pids, Duration.ofSeconds(1));
    ChildProcess stubborn = applications.start(app(Map.of("ignore-end", "true")));
    ChildProcess obedient = applications.start(app(Map.of()));
    Applications.awaitReady(List.of(stubborn, obedient));

    applications.close();

    assertThat(stubborn.isAlive()).isFalse();
    assertThat(stubborn.exitCode()).isEqualTo(137);
    assertThat(stubborn.recentLines()).contains("told to end");
    assertThat(obedient.exitCode()).isEqualTo(143);
    assertThat(rememberedPids()).isZero();
  }

  @Test
  void startsNothingMoreOnceAllAreEnding() {
    Applications applications =
        new Applications(log, System.out::println, pids, Duration.ofSeconds(1));
    applications.close();

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> applications.start(app(Map.of())))
        .withMessageContaining("ending");
  }

  @Test
  void endsOnlyTheLeftoverThatHasTheRememberedNumberAndStart() throws Exception {
    Applications applications =
        new Applications(log, System.out::println, pids, Duration.ofSeconds(10));
    ChildProcess left = applications.start(app(Map.of()));
    Applications.awaitReady(List.of(left));
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(
          folder.resolve("pids").resolve(Long.toString(other.pid())), "email-1 1700000000000");
      Files.writeString(folder.resolve("pids").resolve("12"), "cut-short");

      assertThat(pids.endLeftovers()).containsExactly("app");

      assertThat(left.awaitEnd(Duration.ofSeconds(10))).isTrue();
      assertThat(other.isAlive()).isTrue();
      assertThat(rememberedPids()).isZero();
    } finally {
      other.destroyForcibly();
      applications.close();
    }
  }

  private ChildSpec app(Map<String, String> more) {
    int port = FreePorts.any();
    Map<String, String> properties = new HashMap<>(more);
    properties.put("server.port", Integer.toString(port));
    List<String> program = List.of("-jar", folder.resolve("email-worker.jar").toString());
    return new ChildSpec("app", program, port, List.of(), properties, Map.of(), folder);
  }

  private long rememberedPids() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("pids"))) {
      return files.count();
    }
  }
}
