package io.chasqui.quickstart.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.quickstart.AppJars;
import io.chasqui.quickstart.Quickstart;
import io.chasqui.quickstart.postgres.LocalPostgres;
import io.chasqui.quickstart.process.ChildProcess;
import io.chasqui.quickstart.process.ChildSpec;
import io.chasqui.quickstart.process.FreePorts;
import io.chasqui.quickstart.process.PrefixedLog;
import io.chasqui.quickstart.process.Readiness;
import io.chasqui.testing.ListeningPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real jars with their defaults listen where docs/deployment.md says, and nowhere else. */
@Tag("faults")
class PortsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path folder;

  PortsIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theServerHasOnePortAndEachWorkerOneThatOthersDoNotReach() throws Exception {
    AppJars jars = AppJars.in(AppJars.defaultFolder());
    try (LocalPostgres postgres =
        LocalPostgres.start(folder.resolve("postgres"), FreePorts.any())) {
      Set<Integer> before = ListeningPorts.of(ProcessHandle.current().pid());

      assertOnePort(before, true, process("server", jars.server(), postgres, Map.of()));
      assertOnePort(
          before,
          false,
          process(
              "email",
              jars.emailWorker(),
              postgres,
              Map.of("chasqui.email.host", "127.0.0.1", "chasqui.email.from", "a@b.example")));
      assertOnePort(
          before,
          false,
          process(
              "messaging",
              jars.messagingWorker(),
              postgres,
              Map.of(
                  "chasqui.telegram.api-base-url",
                  "http://127.0.0.1:" + FreePorts.any(),
                  "chasqui.telegram.bot-token",
                  Quickstart.BOT_TOKEN)));
    }
  }

  private static void assertOnePort(Set<Integer> before, boolean toOthers, ChildSpec spec)
      throws InterruptedException {
    ChildProcess process = ChildProcess.start(spec, PrefixedLog.toStandardOutput(), ended -> {});
    try {
      Readiness.await(process, PATIENCE);
      Set<Integer> ports = ListeningPorts.of(process.pid());
      ports.removeAll(before);
      assertThat(ports).as(spec.name()).containsExactly(spec.port());
      assertThat(ListeningPorts.answersToOthers(spec.port())).as(spec.name()).isEqualTo(toOthers);
    } finally {
      process.kill();
    }
  }

  private ChildSpec process(
      String name, Path jar, LocalPostgres postgres, Map<String, String> needed) {
    int port = FreePorts.any();
    Map<String, String> properties = new HashMap<>(needed);
    properties.put("server.port", Integer.toString(port));
    properties.put("spring.datasource.url", postgres.jdbcUrl());
    properties.put("spring.datasource.username", postgres.user());
    return new ChildSpec(
        name,
        List.of("-jar", jar.toString()),
        port,
        List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        properties,
        Map.of("SPRING_DATASOURCE_PASSWORD", postgres.password()),
        folder);
  }
}
