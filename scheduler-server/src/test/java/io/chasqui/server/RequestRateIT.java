package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.server.api.access.Scope;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A key may send so many requests, whichever server it asks. */
class RequestRateIT {

  private static final int LIMIT = 60;

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @Test
  void twoServersTogetherLetInNoMoreThanTheLimit() {
    try (ChasquiServer one = limited(null);
        ChasquiServer another = limited(one)) {
      String[] key = {"Authorization", "Bearer " + one.key(Scope.READ)};
      int accepted = 0;
      HttpResponse<String> refused = null;
      for (int i = 0; i < 2 * LIMIT && refused == null; i++) {
        ChasquiServer asked = i % 2 == 0 ? one : another;
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

  /** As a service does that has been idle for a while: nothing is stored of its key. */
  @Test
  void theFirstRequestsOfAKeyMayAllComeAtOnce() throws Exception {
    for (int round = 0; round < 5; round++) {
      String[] key = {"Authorization", "Bearer " + server.key(Scope.READ)};
      Callable<Integer> request = () -> server.get("/api/deliveries?limit=1", key).statusCode();
      ExecutorService callers = Executors.newFixedThreadPool(16);
      try {
        for (Future<Integer> answer : callers.invokeAll(Collections.nCopies(64, request))) {
          assertThat(answer.get()).isEqualTo(200);
        }
      } finally {
        callers.shutdownNow();
      }
    }
  }

  private static ChasquiServer limited(ChasquiServer other) {
    String limit = "--chasqui.api.requests-per-minute=" + LIMIT;
    return other == null ? ChasquiServer.start(limit) : ChasquiServer.on(other.database, limit);
  }
}
