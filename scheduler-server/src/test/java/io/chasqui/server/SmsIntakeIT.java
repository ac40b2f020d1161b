package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsIntakeIT {

  private static final String SCHEDULE = "/api/schedule-messaging";
  private static final ObjectMapper json = new ObjectMapper();

  @RegisterExtension static final ChasquiServer server = ChasquiServer.with(SmsServer.SETTINGS);

  @Test
  void anSmsIsItsTextAndItsNumber() throws Exception {
    JsonNode answer =
        json.readTree(schedule("'phoneNumber': '0044 20 7946 0958'", "Hola 😀").body());
    JsonNode delivery = delivery(answer);

    assertThat(answer.path("status").asText()).isEqualTo("Scheduled");
    assertThat(answer.path("phoneNumber").asText()).isEqualTo("+442079460958");
    assertThat(delivery.path("channel").asText()).isEqualTo("SMS");
    assertThat(delivery.path("recipient").asText()).isEqualTo("+442079460958");
    assertThat(delivery.path("reportId").isNull()).isTrue();
    assertThat(delivery.path("messageNumber").isIntegralNumber()).isTrue();
    assertThat(delivery.path("segments").asInt()).isEqualTo(1);
    assertThat(row(answer, "lane", "band", "on_unknown"))
        .isEqualTo(Map.of("lane", "sms", "band", "DIRECT", "on_unknown", "HOLD"));
    assertThat(
            server
                .database
                .jdbc()
                .sql("SELECT jobsignature FROM jobrunr_jobs WHERE id = :id")
                .param("id", answer.path("jobId").asText())
                .query(String.class)
                .single())
        .isEqualTo("io.chasqui.contract.job.SmsJobs.deliver(java.util.UUID)");
  }

  @Test
  void eachHasANumberOfItsOwnAndOthersHaveNone() throws Exception {
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      JsonNode answer = json.readTree(schedule("'phoneNumber': '+79991112233'", "Hi").body());
      numbers.add(delivery(answer).path("messageNumber").asLong());
    }
    JsonNode telegram =
        json.readTree(
            server.post(SCHEDULE, "{\"correlationId\": \"t\", \"chatId\": \"7\"}").body());

    assertThat(numbers).doesNotHaveDuplicates().isSorted();
    assertThat(delivery(telegram).has("messageNumber")).isFalse();
    assertThat(delivery(telegram).has("segments")).isFalse();
  }

  @Test
  void aTextOfMorePartsThanThereMayBeIsRefusedAndNotCut() throws Exception {
    assertThat(schedule("'phoneNumber': '+79991112233'", "a".repeat(612)).statusCode())
        .isEqualTo(200);

    HttpResponse<String> answer = schedule("'phoneNumber': '+79991112233'", "a".repeat(613));

    assertThat(answer.statusCode()).isEqualTo(422);
    JsonNode problem = json.readTree(answer.body());
    assertThat(problem.path("type").asText()).isEqualTo("urn:chasqui:problem:sms-too-long");
    assertThat(problem.path("segments").asInt()).isEqualTo(5);
    assertThat(problem.path("detail").asText()).contains("5 parts");
  }

  @Test
  void whatIsWrongIsSaidOfEachField() {
    HttpResponse<String> answer =
        server.post(
            SCHEDULE,
            """
            {"correlationId": "a", "platform": "SMS", "chatId": "7", "attachmentName": "a.pdf",
             "reportId": "r", "message": " "}
            """,
            "Accept-Language",
            "es");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"chatId\",\"message\":\"no se debe indicar: SMS")
        .contains("\"attachmentName\",\"message\":\"no se debe indicar")
        .contains("\"reportId\",\"message\":\"no se debe indicar")
        .contains("\"field\":\"message\"")
        .contains("\"field\":\"phoneNumber\"");
  }

  @ParameterizedTest
  @CsvSource({"resend, RESEND", "hold, HOLD"})
  void aRequestMaySayWhatIsDoneWhenItMayHaveBeenSent(String given, String stored) throws Exception {
    JsonNode answer =
        json.readTree(
            schedule("'phoneNumber': '+79991112233', 'onUnknown': '" + given + "'", "Hi").body());

    assertThat(row(answer, "on_unknown")).containsEntry("on_unknown", stored);
  }

  @Test
  void oneThatIsTooLongDoesNotSpoilABatch() {
    String items =
        "["
            + body("'phoneNumber': '+79991112233'", "a".repeat(613))
            + ","
            + body("'phoneNumber': '+79991112233'", "Hi")
            + "]";

    List<String> lines = server.post(SCHEDULE + "/batch", items).body().lines().toList();

    assertThat(lines.get(0)).contains("Invalid", "5 parts", "\"correlationId\":\"sms-1\"");
    assertThat(lines.get(1)).contains("Scheduled");
  }

  private static HttpResponse<String> schedule(String fields, String message) {
    return server.post(SCHEDULE, body(fields, message));
  }

  static String body(String fields, String message) {
    return "{\"correlationId\": \"sms-1\", \"platform\": \"sms\", \"message\": \"%s\", %s}"
        .formatted(message, fields.replace('\'', '"'));
  }

  private static JsonNode delivery(JsonNode answer) throws Exception {
    return json.readTree(server.get("/api/deliveries/" + answer.path("jobId").asText()).body());
  }

  private static Map<String, Object> row(JsonNode answer, String... columns) {
    return server
        .database
        .jdbc()
        .sql("SELECT " + String.join(", ", columns) + " FROM delivery WHERE id = :id::uuid")
        .param("id", answer.path("jobId").asText())
        .query()
        .singleRow();
  }
}
