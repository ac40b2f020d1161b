package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server without keys. */
class PushOffIT {

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @Test
  void whatNamesPushIsRefused() {
    HttpResponse<String> scheduled =
        server.post(
            "/api/schedule-messaging",
            """
            {"correlationId": "p", "platform": "push", "recipientId": "%s", "message": "Hola"}
            """
                .formatted(UUID.randomUUID()));
    HttpResponse<String> key = server.get("/api/push/key");

    for (HttpResponse<String> answer : List.of(scheduled, key)) {
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body()).contains("urn:chasqui:problem:channel-off", "\"channel\":\"PUSH\"");
    }
  }
}
