package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chasqui.testing.StoppablePostgres;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The server while its PostgreSQL is stopped, and after it was started again. */
class DatabaseAwayIT {

  private static final String EMAIL =
      """
      {"correlationId": "r-1", "toEmail": "ivan@example.com", "message": "Here it is."}
      """;

  /**
   * Each answer waits so long for a connection; how long it is by default is not looked at here.
   */
  private static final String SOON = "--spring.datasource.hikari.connection-timeout=1000";

  @Test
  void answersThatItIsUnavailableAndGoesOnAfterwards() {
    try (StoppablePostgres postgres = StoppablePostgres.start();
        ChasquiServer server = ChasquiServer.on(postgres.freshDatabase(), SOON)) {
      assertThat(server.post("/api/schedule-email", EMAIL).statusCode()).isEqualTo(200);

      Browser viewer = Browser.of(server, "viewer");
      assertThat(viewer.open("/console").body()).doesNotContain("class=\"stale\"");

      postgres.stop();

      assertUnavailable(server.post("/api/schedule-email", EMAIL));
      assertUnavailable(server.get("/api/deliveries"));
      assertUnavailable(viewer.get("/dashboard/api/jobs"));
      // Figures that were read a moment ago are shown once more.
      await()
          .untilAsserted(
              () ->
                  assertThat(viewer.open("/console").body())
                      .as("the last figures")
                      .contains("class=\"stale\"", "Figures of ", "Due and waiting"));
      assertThat(server.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
      assertThat(server.get("/actuator/health/liveness").statusCode()).isEqualTo(200);

      postgres.startAgain();

      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> server.get("/actuator/health/readiness").statusCode() == 200);
      assertThat(server.post("/api/schedule-email", EMAIL).statusCode()).isEqualTo(200);
      assertThat(server.count("delivery")).as("those that were accepted").isEqualTo(2);
    }
  }

  @Test
  void aDatabaseThatCanOnlyBeReadIsAwayForThoseWhoWrite() {
    try (ChasquiServer server = ChasquiServer.start(SOON)) {
      server.database.refuseWrites();

      await().untilAsserted(() -> assertUnavailable(server.post("/api/schedule-email", EMAIL)));
      // Connections that the switch has cut are replaced one by one.
      await().until(() -> server.get("/api/deliveries").statusCode() == 200);
    }
  }

  private static void assertUnavailable(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).doesNotContain("postgres", "Exception", "ivan");
  }
}
