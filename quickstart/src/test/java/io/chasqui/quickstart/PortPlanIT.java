package io.chasqui.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chasqui.quickstart.process.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PortPlanIT {

  @Test
  void namesEachTakenPortItsPurposeAndTheArgumentThatChangesIt() throws IOException {
    try (ServerSocket everywhere = new ServerSocket(0);
        ServerSocket loopback = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      QuickstartSettings settings =
          QuickstartSettings.onFreePorts(
              Path.of("target"),
              "--smtp-port=" + everywhere.getLocalPort(),
              "--inbox-port=" + loopback.getLocalPort());

      assertThatExceptionOfType(QuickstartRefused.class)
          .isThrownBy(() -> PortPlan.of(settings))
          .withMessageContaining(
              "Port %d, for the catching SMTP server, is taken", everywhere.getLocalPort())
          .withMessageContaining("--smtp-port=PORT")
          .withMessageContaining("Port %d, for the inbox page, is taken", loopback.getLocalPort())
          .withMessageContaining("--inbox-port=PORT");
    }
  }

  @Test
  void refusesOnePortForTwoServices() {
    int port = FreePorts.any();
    QuickstartSettings settings =
        QuickstartSettings.onFreePorts(
            Path.of("target"), "--smtp-port=" + port, "--inbox-port=" + port);

    assertThatExceptionOfType(QuickstartRefused.class)
        .isThrownBy(() -> PortPlan.of(settings))
        .withMessage("Port %d is asked for twice: by --smtp-port and --inbox-port.", port);
  }

  @Test
  void givesEveryServiceAPortOfItsOwn() {
    PortPlan plan = PortPlan.of(QuickstartSettings.onFreePorts(Path.of("target")));

    assertThat(plan.ports()).hasSize(ServicePort.values().length);
    assertThat(plan.ports().values()).doesNotHaveDuplicates().doesNotContain(0);
  }

  @Test
  void asksForNoPortOfAWorkerThatIsNotStarted() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      PortPlan plan =
          PortPlan.of(
              QuickstartSettings.onFreePorts(
                  Path.of("target"),
                  "--email-workers=0",
                  "--email-worker-port=" + taken.getLocalPort()));

      assertThat(plan.ports()).doesNotContainKey(ServicePort.EMAIL_WORKER);
    }
  }
}
