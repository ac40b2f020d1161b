package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chasqui.testing.SilentDatabase;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestPorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

class HealthIT {

  /** On a server of its own, whose metrics begin at zero. */
  @Test
  void healthAndMetricsAreOnTheServersOwnPort() {
    try (ChasquiServer server = ChasquiServer.start()) {
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
      server.post(
          "/api/schedule-email",
          "{\"correlationId\": \"q3\", \"toEmail\": \"ana@example.com\", \"delay\": \"PT1H\"}");
      await().untilAsserted(() -> assertMetricsTellOfAllProcesses(server));
    }
  }

  private static void assertMetricsTellOfAllProcesses(ChasquiServer server) {
    assertThat(server.get("/actuator/prometheus").body().lines())
        .contains(
            "chasqui_deliveries_open{channel=\"EMAIL\",status=\"SENDING\"} 0.0",
            "chasqui_deliveries_open{channel=\"TELEGRAM\",status=\"SCHEDULED\"} 0.0",
            "chasqui_workers_alive{queue=\"email\"} 0.0",
            "chasqui_workers_alive{queue=\"messaging\"} 0.0",
            "chasqui_deliveries_accepted_total{channel=\"EMAIL\"} 1.0",
            "notificaciones_en_cola_total 1.0",
            "notificaciones_fallidas_total 0.0");
  }

  @Test
  void aPortOfTheirOwnListensOnLoopback() throws Exception {
    int port = TestPorts.free();
    TestDatabase database = TestDatabase.fresh();
    try (SilentDatabase way = new SilentDatabase(database);
        ChasquiServer server =
            ChasquiServer.on(
                database,
                "--management.server.port=" + port,
                "--spring.datasource.hikari.jdbc-url=" + way.url())) {
      assertThat(readiness(port)).isEqualTo(200);
      assertThat(server.get("/actuator/health").statusCode()).isEqualTo(404);
      assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(server.bean(Environment.class).getProperty("management.server.address"))
          .isEqualTo("127.0.0.1");

      way.beSilent(true);

      // What was seen a moment ago still counts.
      await()
          .until(
              () -> {
                long begin = System.nanoTime();
                int status = readiness(port);
                assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isLessThan(Duration.ofSeconds(1));
                return status == 503;
              });
    }
  }

  private static int readiness(int port) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
  }
}
