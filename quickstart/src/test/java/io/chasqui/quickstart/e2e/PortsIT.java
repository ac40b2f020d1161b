package io.chasqui.quickstart.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.quickstart.Quickstart;
import io.chasqui.quickstart.QuickstartSettings;
import io.chasqui.quickstart.ServicePort;
import io.chasqui.quickstart.process.ChildProcess;
import io.chasqui.testing.ListeningPorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real processes listen where docs/deployment.md and docs/quickstart.md say, and nowhere else.
 */
class PortsIT {

  @Test
  void eachProcessHasOnePortAndOthersReachNone(@TempDir Path folder) throws Exception {
    Set<Integer> before = ListeningPorts.of(ProcessHandle.current().pid());
    Path repository = Path.of("..").toAbsolutePath().normalize();

    try (Quickstart quickstart =
        Quickstart.start(QuickstartSettings.onFreePorts(folder, "--jars-dir=" + repository))) {
      List<Integer> documented = Arrays.stream(ServicePort.values()).map(quickstart::port).toList();
      for (ChildProcess process : processes(quickstart)) {
        assertThat(besides(before, documented, process.port(), process.pid()))
            .as(process.name())
            .containsExactly(process.port());
      }
      Set<Integer> own = ListeningPorts.of(ProcessHandle.current().pid());
      own.removeAll(before);
      assertThat(documented).containsAll(own);
      assertThat(documented).noneMatch(ListeningPorts::answersToOthers);
    }
  }

  private static List<ChildProcess> processes(Quickstart quickstart) {
    List<ChildProcess> all = new ArrayList<>(List.of(quickstart.server()));
    all.addAll(quickstart.emailWorkers());
    all.addAll(quickstart.messagingWorkers());
    return all;
  }

  /** Where one cannot be told from another, what the others have is not asked of this one. */
  private static Set<Integer> besides(
      Set<Integer> before, List<Integer> documented, int port, long pid) {
    Set<Integer> ports = ListeningPorts.of(pid);
    ports.removeAll(before);
    ports.removeIf(other -> other != port && documented.contains(other));
    return ports;
  }
}
