package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server that may have two open deliveries. */
class BacklogIT {

  private static final String EMAIL = "/api/schedule-email";
  private static final String BODY = "{\"correlationId\": \"q3\", \"toEmail\": \"a@b.example\"}";
  private static final ObjectMapper json = new ObjectMapper();

  @Test
  void acceptsNothingWhileTooManyDeliveriesAreOpenAndGoesOnWhenThereIsRoom() throws Exception {
    try (ChasquiServer server = ChasquiServer.start("--chasqui.schedule.max-open-deliveries=2")) {
      HttpResponse<String> keyed = server.post(EMAIL, BODY, "Idempotency-Key", "k-1");
      assertThat(keyed.statusCode()).isEqualTo(200);
      await().atMost(Duration.ofSeconds(10)).until(() -> status(server, EMAIL, BODY) == 503);

      HttpResponse<String> refused = server.post(EMAIL, BODY, "Accept-Language", "ru");

      assertThat(json.readTree(refused.body()).path("type").asText())
          .isEqualTo("urn:chasqui:problem:backlog-full");
      assertThat(refused.body()).contains("Слишком много открытых доставок");
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("30");
      assertThat(status(server, EMAIL + "/batch", "[" + BODY + "]")).isEqualTo(503);
      assertThat(server.post(EMAIL, BODY, "Idempotency-Key", "k-2").statusCode()).isEqualTo(503);
      assertThat(server.count("idempotency_key")).isEqualTo(1);
      assertThat(server.post(EMAIL, BODY, "Idempotency-Key", "k-1").body()).isEqualTo(keyed.body());

      server
          .database
          .jdbc()
          .sql("UPDATE delivery SET status = 'DELIVERED', completed_at = now()")
          .update();

      await().atMost(Duration.ofSeconds(10)).until(() -> status(server, EMAIL, BODY) == 200);
    }
  }

  private static int status(ChasquiServer server, String path, String body) {
    return server.post(path, body).statusCode();
  }
}
