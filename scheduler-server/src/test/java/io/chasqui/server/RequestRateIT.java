package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.server.key.Scope;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** A key may send so many requests, whichever server it asks. */
class RequestRateIT {

  private static final int LIMIT = 60;

  @Test
  void twoServersTogetherLetInNoMoreThanTheLimit() {
    try (RunningServer one = server(null);
        RunningServer another = server(one)) {
      String[] key = {"Authorization", "Bearer " + one.key(Scope.READ)};
      int accepted = 0;
      HttpResponse<String> refused = null;
      for (int i = 0; i < 2 * LIMIT && refused == null; i++) {
        RunningServer asked = i % 2 == 0 ? one : another;
        HttpResponse<String> answer = asked.get("/api/deliveries", key);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 429);
        if (answer.statusCode() == 200) {
          accepted++;
        } else {
          refused = answer;
        }
      }

      // One comes back each second while this runs.
      assertThat(accepted).isBetween(LIMIT, LIMIT + 15);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body()).contains("urn:chasqui:problem:rate-limited");
      assertThat(Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow()))
          .isBetween(1L, 5L);
      assertThat(one.get("/api/deliveries").statusCode()).as("another key").isEqualTo(200);
    }
  }

  private static RunningServer server(RunningServer other) {
    String limit = "--chasqui.api.requests-per-minute=" + LIMIT;
    return other == null ? RunningServer.start(limit) : RunningServer.on(other.database, limit);
  }
}
