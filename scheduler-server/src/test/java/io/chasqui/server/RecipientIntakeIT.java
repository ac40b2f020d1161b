package io.chasqui.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.server.api.access.Scope;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that name somebody of the directory in place of an address. */
class RecipientIntakeIT {

  private static final ObjectMapper json = new ObjectMapper();

  @RegisterExtension static final ChasquiServer server = ChasquiServer.with(SmsServer.SETTINGS);

  private final String ana = UUID.randomUUID().toString();
  private final String nobody = UUID.randomUUID().toString();

  @BeforeEach
  void addAna() {
    recipient(
        ana, "{'email': 'ana@example.com', 'phone': '+51987654321', 'telegramChatId': '1001'}");
  }

  @ParameterizedTest
  @CsvSource({
    "schedule-email, '', ana@example.com, EMAIL",
    "schedule-messaging, '', 1001, TELEGRAM",
    "schedule-messaging, sms, +51987654321, SMS"
  })
  void goToTheAddressThatTheDirectoryHas(
      String path, String platform, String address, String channel) throws Exception {
    String fields = platform.isEmpty() ? "" : ", 'platform': '" + platform + "'";

    HttpResponse<String> answer = post("/api/" + path, of(ana, fields));

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode said = json.readTree(answer.body());
    JsonNode delivery = delivery(said);
    assertThat(delivery.path("recipient").asText()).isEqualTo(address);
    assertThat(delivery.path("channel").asText()).isEqualTo(channel);
    assertThat(delivery.path("recipientId").asText()).isEqualTo(ana);
    assertThat(delivery.path("category").asText()).isEqualTo("billing/reminder");
    assertThat(said.path("recipientId").asText()).isEqualTo(ana);
    assertThat(said.has("jobIds")).isFalse();
  }

  @Test
  void whoMayNotLookIsNotToldTheAddress() {
    String key = server.key(Scope.SCHEDULE);

    HttpResponse<String> answer =
        post("/api/schedule-email", of(ana, ""), "Authorization", "Bearer " + key);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("ana@example.com");
  }

  @Test
  void aPhoneThatMayHaveBeenSharedWithTheBotStandsInForAChat() throws Exception {
    String luz = UUID.randomUUID().toString();
    recipient(luz, "{'phone': '+51987654321'}");

    JsonNode said = json.readTree(post("/api/schedule-messaging", of(luz, "")).body());

    assertThat(delivery(said).path("recipient").asText()).isEqualTo("+51987654321");
  }

  @ParameterizedTest
  @CsvSource({
    "schedule-email, '', is a recipient without an address for EMAIL",
    "schedule-messaging, '', is a recipient without an address for TELEGRAM",
    "schedule-messaging, sms, is a recipient without an address for SMS"
  })
  void whoIsNotReachedIsAProblemOfTheField(String path, String platform, String problem) {
    String luz = UUID.randomUUID().toString();
    recipient(luz, "{'name': 'Luz'}");
    String fields = platform.isEmpty() ? "" : ", 'platform': '" + platform + "'";
    long before = server.count("delivery");

    HttpResponse<String> answer = post("/api/" + path, of(luz, fields));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"recipientId\"", problem);
    assertThat(server.count("delivery")).isEqualTo(before);
  }

  @Test
  void neitherIsWhoIsNotThereOrWasErased() {
    HttpResponse<String> unknown = post("/api/schedule-email", of(nobody, ""));
    server.send(server.request("/api/recipients/" + ana).DELETE());
    HttpResponse<String> erased = post("/api/schedule-email", of(ana, ""));

    for (HttpResponse<String> answer : List.of(unknown, erased)) {
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("\"recipientId\"", "is no recipient of the directory");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "schedule-email, 'toEmail', 'x@example.com', toEmail",
    "schedule-messaging, 'chatId', '7', chatId",
    "schedule-messaging, 'phoneNumber', '+34600123456', chatId"
  })
  void anAddressBesideItIsRefused(String path, String field, String address, String named) {
    HttpResponse<String> answer =
        post("/api/" + path, of(ana, ", '" + field + "': '" + address + "'"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"" + named + "\"");
  }

  @ParameterizedTest
  @CsvSource({"'a b'", "'ñ'", "'a\\nb'"})
  void aCategoryHasAForm(String category) {
    HttpResponse<String> answer =
        post(
            "/api/schedule-email",
            "{'correlationId': 'c', 'toEmail': 'a@example.com', 'category': '" + category + "'}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"category\"", "1-300 characters");
  }

  @Test
  void inABatchOneThatIsNotReachedDoesNotSpoilTheOthers() throws Exception {
    String items =
        "["
            + of(nobody, "")
            + ","
            + of(ana, "")
            + ",{'correlationId': 'plain', 'toEmail': 'b@example.com'}]";

    List<String> lines = post("/api/schedule-email/batch", items).body().lines().toList();

    assertThat(lines.get(0)).contains("Invalid", "recipientId", "\"correlationId\":\"r-1\"");
    assertThat(lines.get(1)).contains("Scheduled").doesNotContain("ana@example.com");
    assertThat(lines.get(2)).contains("Scheduled");
    assertThat(delivery(json.readTree(lines.get(1))).path("recipient").asText())
        .isEqualTo("ana@example.com");
  }

  @Test
  void aRepeatedRequestGetsItsFirstAnswerWhateverTheDirectoryHasNow() {
    String[] key = {"Idempotency-Key", UUID.randomUUID().toString()};
    String request = of(ana, ", 'scheduledTime': '2100-01-01T00:00:00Z'").replace("2100", "2027");
    HttpResponse<String> first = post("/api/schedule-email", request, key);
    recipient(ana, "{'email': 'other@example.com'}");

    HttpResponse<String> again = post("/api/schedule-email", request, key);
    server.send(server.request("/api/recipients/" + ana).DELETE());
    HttpResponse<String> afterErasure = post("/api/schedule-email", request, key);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(afterErasure.body()).isEqualTo(first.body());
    assertThat(post("/api/schedule-email", of(nobody, ""), key).statusCode()).isEqualTo(422);
  }

  private static String of(String recipient, String more) {
    return "{'correlationId': 'r-1', 'recipientId': '%s', 'category': 'billing/reminder', 'message': 'Hi'%s}"
        .formatted(recipient, more);
  }

  private static void recipient(String id, String fields) {
    server.put(
        "/api/recipients/" + id, "application/json", fields.replace('\'', '"').getBytes(UTF_8));
  }

  private static HttpResponse<String> post(String path, String body, String... headers) {
    return server.post(path, body.replace('\'', '"'), headers);
  }

  private static JsonNode delivery(JsonNode answer) throws Exception {
    return json.readTree(server.get("/api/deliveries/" + answer.path("jobId").asText()).body());
  }
}
