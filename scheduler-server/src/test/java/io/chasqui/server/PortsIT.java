package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.testing.ListeningPorts;
import io.chasqui.testing.TestPorts;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The server listens where docs/deployment.md says, and nowhere else. */
class PortsIT {

  @Test
  void theServerHasOnePortForAll() {
    Set<Integer> before = ports();

    try (ChasquiServer server = ChasquiServer.start()) {
      int port = server.uri("").getPort();
      assertThat(server.send(server.anonymous("/healthz").GET()).statusCode()).isEqualTo(200);
      assertThat(portsSince(before)).containsExactly(port);
      assertThat(ListeningPorts.answersToOthers(port)).isTrue();
    }
    assertThat(portsSince(before)).isEmpty();
  }

  @Test
  void aPortForManagementIsASecondOneOnLoopback() {
    Set<Integer> before = ports();
    int management = TestPorts.free();

    try (ChasquiServer server = ChasquiServer.start("--management.server.port=" + management)) {
      int port = server.uri("").getPort();
      assertThat(portsSince(before)).containsExactlyInAnyOrder(port, management);
      assertThat(ListeningPorts.answersToOthers(management)).isFalse();
    }
  }

  private static Set<Integer> ports() {
    return ListeningPorts.of(ProcessHandle.current().pid());
  }

  private static Set<Integer> portsSince(Set<Integer> before) {
    Set<Integer> ports = ports();
    ports.removeAll(before);
    return ports;
  }
}
