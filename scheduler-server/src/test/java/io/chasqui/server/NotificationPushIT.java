package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events that are told to browsers. */
class NotificationPushIT {

  @RegisterExtension static final ChasquiServer server = ChasquiServer.with(PushServer.SETTINGS);

  private final NotificationDesk desk = new NotificationDesk(server);
  private final String event = NotificationDesk.event();
  private String ana;

  @BeforeEach
  void somebodyWithTwoBrowsers() {
    ana = desk.somebody();
    for (String browser : new String[] {"one", "two"}) {
      server.post(
          "/api/recipients/" + ana + "/push-subscriptions",
          PushServer.subscription("https://push.example.com/" + ana + "/" + browser));
    }
  }

  @Test
  void eachGetsADeliveryThatSaysTheSame() {
    desk.template(event, "PUSH", "Hola {{name}}");

    HttpResponse<String> answer =
        desk.post(
            "/api/notificaciones",
            "{'destinatarioId': '"
                + ana
                + "', 'evento': '"
                + event
                + "', 'datos': {'name': 'Luz'}}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    JsonNode made = NotificationDesk.read(answer.body());
    assertThat(made.path("entregas")).hasSize(2);
    for (JsonNode delivery : made.path("entregas")) {
      assertThat(
              desk.get("/api/deliveries/" + delivery.path("id").asText() + "/content").toString())
          .contains("Hola Luz", made.path("id").asText());
    }
  }

  @Test
  void whatIsTooLargeIsSkipped() {
    desk.template(event, "PUSH", "{{name}}");
    desk.template(event, "EMAIL", "{{name}}");

    HttpResponse<String> answer =
        desk.post(
            "/api/notificaciones/simulacion",
            "{'destinatarioId': '"
                + ana
                + "', 'evento': '"
                + event
                + "', 'canales': ['Push', 'Email'], 'datos': {'name': '"
                + "x".repeat(3_800)
                + "'}}");

    assertThat(answer.body()).contains("PUSH_TOO_LARGE", "\"canal\":\"Email\"");
  }
}
