package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

class HealthIT {

  @Test
  void healthAndMetricsAreOnTheServersOwnPort() {
    try (RunningServer server = RunningServer.start()) {
      for (String path :
          new String[] {
            "/healthz",
            "/actuator/health/readiness",
            "/actuator/health/liveness",
            "/actuator/prometheus"
          }) {
        assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
      }
      assertThat(server.managementPort().shown(server.authorization()))
          .containsExactly("/health", "/info", "/prometheus");
    }
  }

  @Test
  void aPortOfTheirOwnListensOnLoopback() throws Exception {
    int port = FreePort.find();
    try (RunningServer server = RunningServer.start("--management.server.port=" + port)) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
              .build();

      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
      assertThat(server.get("/actuator/health").statusCode()).isEqualTo(404);
      assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(server.bean(Environment.class).getProperty("management.server.address"))
          .isEqualTo("127.0.0.1");
    }
  }
}
