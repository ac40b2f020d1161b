package io.chasqui.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PushIntakeIT {

  private static final String SCHEDULE = "/api/schedule-messaging";
  private static final ObjectMapper json = new ObjectMapper();

  @RegisterExtension static final ChasquiServer server = ChasquiServer.with(PushServer.SETTINGS);

  private final String ana = UUID.randomUUID().toString();

  @BeforeEach
  void addAnaWithTwoBrowsers() {
    server.put("/api/recipients/" + ana, "application/json", "{}".getBytes(UTF_8));
    register(ana, "https://push.one.example/");
    register(ana, "https://push.two.example:8443/");
  }

  @Test
  void eachBrowserGetsADeliveryOfOneContent() throws Exception {
    JsonNode answer = json.readTree(schedule(ana, "Hola 😀").body());

    assertThat(answer.path("recipientId").asText()).isEqualTo(ana);
    assertThat(answer.path("jobIds")).hasSize(2);
    assertThat(answer.path("jobIds").get(0)).isEqualTo(answer.path("jobId"));
    List<String> lanes =
        List.of(lane(answer.path("jobIds").get(0)), lane(answer.path("jobIds").get(1)));
    assertThat(lanes)
        .containsExactly("push:https://push.one.example:443", "push:https://push.two.example:8443");
    for (JsonNode id : answer.path("jobIds")) {
      JsonNode delivery = json.readTree(server.get("/api/deliveries/" + id.asText()).body());
      JsonNode content =
          json.readTree(server.get("/api/deliveries/" + id.asText() + "/content").body());
      assertThat(delivery.path("channel").asText()).isEqualTo("PUSH");
      assertThat(delivery.path("recipientId").asText()).isEqualTo(ana);
      assertThat(delivery.path("reportId").isNull()).isTrue();
      assertThat(content.path("push").asText()).isEqualTo("{\"body\":\"Hola 😀\"}");
      assertThat(signature(id))
          .isEqualTo("io.chasqui.contract.job.PushJobs.deliver(java.util.UUID)");
    }
  }

  @Test
  void aRepeatedRequestNamesTheSameDeliveriesWhateverBrowsersThereAreNow() {
    String[] key = {"Idempotency-Key", UUID.randomUUID().toString()};
    String body = body(ana, "Hola").replace("}", ", \"scheduledTime\": \"2027-01-01T00:00:00Z\"}");
    HttpResponse<String> first = server.post(SCHEDULE, body, key);
    register(ana, "https://push.three.example/");

    HttpResponse<String> again = server.post(SCHEDULE, body, key);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void inABatchALineNamesAllOfItsDeliveries() throws Exception {
    String luz = UUID.randomUUID().toString();
    server.put("/api/recipients/" + luz, "application/json", "{}".getBytes(UTF_8));
    String items =
        "[" + body(luz, "Hola") + "," + body(ana, "Hola") + "," + body(ana, "a".repeat(4000)) + "]";

    List<String> lines = server.post(SCHEDULE + "/batch", items).body().lines().toList();

    assertThat(lines.get(0)).contains("Invalid", "is a recipient without an address for PUSH");
    JsonNode scheduled = json.readTree(lines.get(1));
    assertThat(scheduled.path("status").asText()).isEqualTo("Scheduled");
    assertThat(scheduled.path("jobIds")).hasSize(2);
    assertThat(scheduled.path("jobIds").get(0)).isEqualTo(scheduled.path("jobId"));
    assertThat(lines.get(2)).contains("Invalid", "4011 bytes");
  }

  @Test
  void aMessageOfMoreBytesThanThereMayBeIsRefusedAndNotCut() throws Exception {
    assertThat(schedule(ana, "ñ".repeat(1894)).statusCode()).isEqualTo(200);

    HttpResponse<String> answer = schedule(ana, "ñ".repeat(1895));

    assertThat(answer.statusCode()).isEqualTo(422);
    JsonNode problem = json.readTree(answer.body());
    assertThat(problem.path("type").asText()).isEqualTo("urn:chasqui:problem:push-too-large");
    assertThat(problem.path("bytes").asInt()).isEqualTo(3801);
  }

  @Test
  void whatBelongsToOtherPlatformsIsRefused() {
    HttpResponse<String> answer =
        server.post(
            SCHEDULE,
            """
            {"correlationId": "p", "platform": "Push", "chatId": "7", "phoneNumber": "+34600123456",
             "attachmentName": "a.pdf", "reportId": "r"}
            """);

    assertThat(answer.statusCode()).isEqualTo(400);
    for (String field :
        List.of("chatId", "phoneNumber", "attachmentName", "reportId", "message", "recipientId")) {
      assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }
  }

  @Test
  void pagesAreToldTheKeyThatTheySubscribeFor() throws Exception {
    JsonNode key = json.readTree(server.get("/api/push/key").body());

    assertThat(key.path("publicKey").asText()).isEqualTo(PushServer.KEYS.publicText());
  }

  private static void register(String recipient, String endpoint) {
    HttpResponse<String> answer =
        server.post(
            "/api/recipients/" + recipient + "/push-subscriptions",
            PushServer.subscription(endpoint + UUID.randomUUID()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private static HttpResponse<String> schedule(String recipient, String message) {
    return server.post(SCHEDULE, body(recipient, message));
  }

  private static String body(String recipient, String message) {
    return """
    {"correlationId": "push-1", "platform": "push", "recipientId": "%s", "message": "%s"}\
    """
        .formatted(recipient, message);
  }

  private static String lane(JsonNode id) {
    return text("SELECT lane FROM delivery_state WHERE id::text = :id", id);
  }

  private static String signature(JsonNode id) {
    return text("SELECT jobsignature FROM jobrunr_jobs WHERE id = :id", id);
  }

  private static String text(String sql, JsonNode id) {
    return server.database.jdbc().sql(sql).param("id", id.asText()).query(String.class).single();
  }
}
