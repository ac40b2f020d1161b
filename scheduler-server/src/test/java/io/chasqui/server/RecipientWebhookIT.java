package io.chasqui.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.delivery.address.WebhookEndpoint;
import io.chasqui.delivery.suppression.AddressSuppression;
import io.chasqui.delivery.suppression.Suppressions;
import io.chasqui.delivery.webhook.Endpoints;
import io.chasqui.server.status.alert.AlertCheck;
import io.chasqui.server.status.alert.AlertCondition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where recipients take webhooks. */
class RecipientWebhookIT {

  @RegisterExtension
  static final ChasquiServer server =
      ChasquiServer.with("chasqui.http.allowed-networks=127.0.0.0/8", "chasqui.webhook.timeout=2s");

  private static final ObjectMapper json = new ObjectMapper();
  private static final String OTHER = "https://other.example/in";

  private final MockWebServer receiver = new MockWebServer();
  private String url;
  private String recipient;

  @BeforeEach
  void start() throws IOException {
    receiver.start(InetAddress.getByName("127.0.0.1"), 0);
    url = "http://127.0.0.1:" + receiver.getPort() + "/in?token=canary-url";
    recipient = recipient();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void showsTheSecretThatItMadeOnceAndKeepsItEncrypted() {
    JsonNode made = read(register(recipient, "{\"url\": \"" + url + "\"}"));

    assertThat(made.path("url").asText()).isEqualTo(url);
    assertThat(made.path("enabled").asBoolean()).isTrue();
    String secret = made.path("secret").asText();
    assertThat(secret).startsWith("whsec_");
    assertThat(read(server.get(at(recipient))).path("secret").isNull()).isTrue();
    assertThat(read(register(recipient, "{\"url\": \"" + url + "\"}")).path("secret").isNull())
        .as("it keeps its own")
        .isTrue();
    assertThat(column("secret", recipient))
        .matches("1\\.[0-9a-f]{12}\\..+")
        .doesNotContain(secret.substring(6, 20));
    assertThat(server.count("audit_entry WHERE audit_entry::text LIKE '%canary-url%'")).isZero();
    assertThat(server.count("audit_entry WHERE audit_entry::text LIKE '%whsec%'")).isZero();
  }

  @Test
  void aRegistrationRaisesTheVersionOfItsRecipient() {
    register(recipient, "{\"url\": \"" + url + "\"}");

    assertThat(read(server.get("/api/recipients/" + recipient)).path("version").asInt())
        .isEqualTo(2);
  }

  @Test
  void onlyTheVersionThatIsMeantGetsAnotherWebhook() {
    register(recipient, "{\"url\": \"" + url + "\"}");
    String version = server.get(at(recipient)).headers().firstValue("ETag").orElseThrow();
    String other = "{\"url\": \"" + OTHER + "\"}";
    String[] stale = {"If-Match", "\"1\""};

    assertThat(
            server
                .put(at(recipient), "application/json", other.getBytes(UTF_8), stale)
                .statusCode())
        .isEqualTo(412);
    for (String act : new String[] {"/rotate", "/enable"}) {
      assertThat(
              server
                  .send(
                      server
                          .request(at(recipient) + act, stale)
                          .method("POST", BodyPublishers.noBody()))
                  .statusCode())
          .as(act)
          .isEqualTo(412);
    }
    assertThat(server.send(server.request(at(recipient), stale).DELETE()).statusCode())
        .isEqualTo(412);
    assertThat(column("url", recipient)).isEqualTo(url);

    HttpResponse<String> changed =
        server.put(at(recipient), "application/json", other.getBytes(UTF_8), "If-Match", version);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.headers().firstValue("ETag"))
        .isEqualTo(server.get("/api/recipients/" + recipient).headers().firstValue("ETag"));
  }

  @Test
  void whatDisablesAnEndpointOrEnablesItAgainRaisesTheVersionOfItsRecipient() {
    register(recipient, "{\"url\": \"" + url + "\"}");
    long before = version();
    receiver.enqueue(new MockResponse.Builder().code(200).build());
    receiver.enqueue(new MockResponse.Builder().code(200).build());

    post(recipient, "/test");
    assertThat(version()).as("it was enabled").isEqualTo(before);

    server.bean(Endpoints.class).gone(endpoint(recipient));
    assertThat(version()).isEqualTo(before + 1);

    post(recipient, "/test");
    assertThat(version()).isEqualTo(before + 2);
  }

  private long version() {
    return read(server.get("/api/recipients/" + recipient)).path("version").asLong();
  }

  @ParameterizedTest
  @CsvSource({
    "https://10.0.0.1/in, must not lead into a private",
    "https://169.254.169.254/, must not lead into a private",
    "https://[::ffff:10.0.0.1]/, must not lead into a private",
    "http://8.8.8.8/, must be https;",
    "https://ana:secret@example.com/, must not hold a user",
    "mailto:ana@example.com, must be an https address"
  })
  void refusesAddressesThatNobodyMaySendTo(String bad, String why) {
    HttpResponse<String> answer = register(recipient, "{\"url\": \"" + bad + "\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(read(answer).path("errors").get(0).path("field").asText()).isEqualTo("url");
    assertThat(answer.body()).contains(why).doesNotContain("secret@");
    assertThat(server.get(at(recipient)).statusCode()).isEqualTo(404);
  }

  @Test
  void refusesWhatIsNoSecretAndDoesNotRepeatIt() {
    HttpResponse<String> answer =
        register(recipient, "{\"url\": \"" + url + "\", \"secret\": \"whsec_Y2FuYXJ5\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"secret\"").doesNotContain("Y2FuYXJ5");
  }

  @Test
  void aTestIsSignedByAllLiveSecretsAndTellsWhatWasAnswered() throws Exception {
    String first = read(register(recipient, "{\"url\": \"" + url + "\"}")).path("secret").asText();
    String second = read(post(recipient, "/rotate")).path("secret").asText();
    receiver.enqueue(new MockResponse.Builder().code(202).body("thanks").build());

    JsonNode told = read(post(recipient, "/test"));

    assertThat(told.path("delivered").asBoolean()).isTrue();
    assertThat(told.path("status").asInt()).isEqualTo(202);
    assertThat(told.path("answer").asText()).isEqualTo("thanks");
    RecordedRequest request = receiver.takeRequest();
    String body = request.getBody().utf8();
    assertThat(json.readTree(body).path("type").asText()).isEqualTo("chasqui.test");
    for (String secret : List.of(first, second)) {
      new Webhook(secret).verify(body, Map.copyOf(request.getHeaders().toMultimap()));
    }
  }

  @Test
  void aTestThatIsTakenEnablesAndOneThatIsNotDoesNot() {
    register(recipient, "{\"url\": \"" + url + "\"}");
    server.bean(Endpoints.class).gone(endpoint(recipient));
    receiver.enqueue(new MockResponse.Builder().code(500).build());
    receiver.enqueue(new MockResponse.Builder().code(200).build());

    JsonNode failed = read(post(recipient, "/test"));
    assertThat(failed.path("delivered").asBoolean()).isFalse();
    assertThat(failed.path("enabled").asBoolean()).isFalse();
    assertThat(read(server.get(at(recipient))).path("disabledBecause").asText()).isEqualTo("GONE");

    assertThat(read(post(recipient, "/test")).path("enabled").asBoolean()).isTrue();
    assertThat(read(server.get(at(recipient))).path("enabled").asBoolean()).isTrue();
  }

  @Test
  void whoSaidToBeGoneIsWrittenToAgainWhenRegisteredEnabledOrTestedWell() {
    register(recipient, "{\"url\": \"" + url + "\"}");
    receiver.enqueue(new MockResponse.Builder().code(200).build());

    isGone();
    register(recipient, "{\"url\": \"" + url + "\"}");
    assertThat(suppressed()).isEqualTo("[]");

    isGone();
    post(recipient, "/enable");
    assertThat(suppressed()).isEqualTo("[]");

    isGone();
    post(recipient, "/test");
    assertThat(suppressed()).isEqualTo("[]");
  }

  /** As an attempt's end says it. */
  private void isGone() {
    UUID id = endpoint(recipient);
    server.bean(Endpoints.class).gone(id);
    String hash = server.bean(AddressHashes.class).of(new WebhookEndpoint(id));
    server
        .bean(Suppressions.class)
        .add(
            List.of(
                new AddressSuppression(
                    Channel.WEBHOOK, hash, null, SuppressionReason.WEBHOOK_GONE, null, null)));
    assertThat(suppressed()).contains("WEBHOOK_GONE");
  }

  private String suppressed() {
    return read(server.get("/api/suppressions?channel=WEBHOOK&reason=WEBHOOK_GONE"))
        .path("items")
        .toString();
  }

  @Test
  void aTestOfAnEndpointThatIsNotThereSaysSo() {
    register(recipient, "{\"url\": \"https://nowhere.invalid/in\"}");

    JsonNode told = read(post(recipient, "/test"));

    assertThat(told.path("delivered").asBoolean()).isFalse();
    assertThat(told.path("status").isNull()).isTrue();
    assertThat(told.path("failureCode").asText()).isEqualTo("SEND_FAILED");
  }

  @Test
  void whatIsScheduledStoresTheBytesThatGoOutAndTheLaneOfItsHost() throws Exception {
    register(recipient, "{\"url\": \"" + url + "\"}");

    String id = schedule(recipient);

    String stored = text("SELECT webhook FROM message_content");
    assertThat(stored).startsWith("{\"type\":\"message\",\"timestamp\":\"2");
    assertThat(json.readTree(stored).path("data").toString())
        .isEqualTo("{\"correlationId\":\"order-7\",\"message\":\"It is on its way.\"}");
    String lane = "webhook:http://127.0.0.1:" + receiver.getPort();
    assertThat(text("SELECT lane FROM delivery_state WHERE id = '" + id + "'")).isEqualTo(lane);
    assertThat(text("SELECT lane FROM jobrunr_jobs WHERE id = '" + id + "'")).isEqualTo(lane);
    assertThat(text("SELECT recipient FROM delivery_message WHERE id = '" + id + "'"))
        .isEqualTo(endpoint(recipient).toString());
  }

  @Test
  void anotherAddressTakesWhatWaitsToItsLane() {
    register(recipient, "{\"url\": \"" + url + "\"}");
    String id = schedule(recipient);

    register(recipient, "{\"url\": \"" + OTHER + "\"}");

    String lane = "webhook:https://other.example:443";
    assertThat(text("SELECT lane FROM delivery_state WHERE id = '" + id + "'")).isEqualTo(lane);
    assertThat(text("SELECT lane FROM jobrunr_jobs WHERE id = '" + id + "'")).isEqualTo(lane);
    assertThat(server.count("webhook_endpoint WHERE deliveries_pending")).isZero();
  }

  @Test
  void whatWaitsForADisabledEndpointFailsAndIsAnAlert() {
    register(recipient, "{\"url\": \"" + url + "\"}");
    String id = schedule(recipient);
    server
        .database
        .jdbc()
        .sql("UPDATE webhook_endpoint SET failures = 9, failing_since = now() - interval '6 days'")
        .update();

    assertThat(server.bean(Endpoints.class).failed(endpoint(recipient), Duration.ofHours(120)))
        .isTrue();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> text("SELECT status FROM delivery_state WHERE id = '" + id + "'"),
            "FAILED"::equals);
    assertThat(text("SELECT failure_code FROM delivery_state WHERE id = '" + id + "'"))
        .isEqualTo("ENDPOINT_DISABLED");
    assertThat(text("SELECT state FROM jobrunr_jobs WHERE id = '" + id + "'")).isEqualTo("DELETED");
    assertThat(disabled()).extracting(AlertCondition::subject).containsExactly(recipient);
    assertThat(server.post("/api/schedule-messaging", order(recipient)).statusCode())
        .as("nobody is reached there")
        .isEqualTo(400);

    assertThat(read(post(recipient, "/enable")).path("enabled").asBoolean()).isTrue();
    assertThat(disabled()).isEmpty();
  }

  @Test
  void withoutAnEndpointNobodyIsReached() {
    HttpResponse<String> answer = server.post("/api/schedule-messaging", order(recipient));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(read(answer).path("errors").get(0).path("field").asText()).isEqualTo("recipientId");
    assertThat(post(recipient, "/rotate").statusCode()).isEqualTo(404);
    assertThat(server.send(server.request(at(recipient)).DELETE()).statusCode()).isEqualTo(404);
  }

  @Test
  void whoIsErasedHasNoneAndWhoIsMergedGivesItAway() {
    String second = recipient();
    register(second, "{\"url\": \"" + url + "\"}");
    UUID endpoint = endpoint(second);

    server.post("/api/recipients/" + recipient + "/merge", "{\"from\": \"" + second + "\"}");
    assertThat(endpoint(recipient)).isEqualTo(endpoint);

    server.send(server.request("/api/recipients/" + recipient).DELETE());
    assertThat(server.count("webhook_endpoint WHERE id = '" + endpoint + "'")).isZero();
  }

  @Test
  void whatWaitsForTheEndpointOfWhoIsMergedGoesToTheOneThatIsKept() {
    String second = recipient();
    register(recipient, "{\"url\": \"" + OTHER + "\"}");
    register(second, "{\"url\": \"" + url + "\"}");
    String id = schedule(second);

    server.post("/api/recipients/" + recipient + "/merge", "{\"from\": \"" + second + "\"}");

    UUID kept = endpoint(recipient);
    assertThat(text("SELECT recipient FROM delivery_message WHERE id = '" + id + "'"))
        .isEqualTo(kept.toString());
    assertThat(
            text(
                "SELECT encode(address_hash, 'hex') FROM delivery_message WHERE id = '" + id + "'"))
        .isEqualTo(server.bean(AddressHashes.class).of(new WebhookEndpoint(kept)));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> text("SELECT lane FROM jobrunr_jobs WHERE id = '" + id + "'"),
            "webhook:https://other.example:443"::equals);
  }

  private static List<AlertCondition> disabled() {
    return server.beans(AlertCheck.class).stream()
        .filter(check -> check.kind().name().equals("WEBHOOK_DISABLED"))
        .flatMap(check -> check.now().stream())
        .toList();
  }

  private static String schedule(String recipient) {
    HttpResponse<String> answer = server.post("/api/schedule-messaging", order(recipient));
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
    return text(
        "SELECT id::text FROM delivery_message WHERE recipient_id = '"
            + recipient
            + "' ORDER BY id DESC LIMIT 1");
  }

  private static String order(String recipient) {
    return """
    {"correlationId": "order-7", "platform": "webhook", "recipientId": "%s",
     "message": "It is on its way.", "delay": "PT1H"}
    """
        .formatted(recipient);
  }

  private static String recipient() {
    UUID id = UUID.randomUUID();
    assertThat(
            server
                .put("/api/recipients/" + id, "application/json", "{}".getBytes(UTF_8))
                .statusCode())
        .isEqualTo(201);
    return id.toString();
  }

  private static HttpResponse<String> register(String recipient, String body) {
    return server.put(at(recipient), "application/json", body.getBytes(UTF_8));
  }

  private static HttpResponse<String> post(String recipient, String act) {
    return server.send(server.request(at(recipient) + act).method("POST", BodyPublishers.noBody()));
  }

  private static String at(String recipient) {
    return "/api/recipients/" + recipient + "/webhook";
  }

  private static UUID endpoint(String recipient) {
    return UUID.fromString(column("id::text", recipient));
  }

  private static String column(String name, String recipient) {
    return text(
        "SELECT " + name + " FROM webhook_endpoint WHERE recipient_id = '" + recipient + "'");
  }

  private static String text(String sql) {
    return server.database.jdbc().sql(sql).query(String.class).single();
  }

  private static JsonNode read(HttpResponse<String> answer) {
    try {
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }
}
