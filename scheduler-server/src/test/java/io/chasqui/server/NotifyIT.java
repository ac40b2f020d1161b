package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.server.api.access.Scope;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A plain e-mail, as another system's callers ask for it. */
class NotifyIT {

  private static final String BODY =
      "{\"to\": \"ana@example.com\", \"subject\": \"Order 7\", \"body\": \"It is sent.\"}";

  private static final ObjectMapper json = new ObjectMapper();
  private static ChasquiServer server;

  private final String uuid = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    server = ChasquiServer.start("--chasqui.api.unknown-fields=ignore");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void clear() {
    server.database.truncate("delivery_message, jobrunr_jobs");
  }

  /** For callers that cannot stop sending what means nothing here. */
  @Test
  void whatIsUnknownIsIgnoredWhereTheServerIsToldTo() {
    String scheduled = "{\"correlationId\": \"c\", \"toEmail\": \"a@b.example\", \"x\": {}}";

    assertThat(server.post("/api/notify?source=shop", withField("priority")).statusCode())
        .isEqualTo(200);
    assertThat(server.post("/api/schedule-email/batch", "[" + scheduled + "]").body())
        .contains("Scheduled");
    assertThat(
            server
                .post("/api/deliveries/" + UUID.randomUUID() + "/cancel", "{\"why\": 1}")
                .statusCode())
        .isEqualTo(404);
    assertThat(server.post("/api/notify", withField("Subject")).body())
        .as("two of one field")
        .contains("must be given only once");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/notify", "/api/notify/"})
  void isQueuedAtBothAddresses(String path) throws Exception {
    HttpResponse<String> answer = server.post(path, BODY, "X-Correlation-Id", "order-7");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode body = json.readTree(answer.body());
    assertThat(body.path("status").asText()).isEqualTo("queued");
    assertThat(body.path("message").asText())
        .isEqualTo("Notification received and queued for sending.");
    String address = "/api/deliveries/" + body.path("deliveryId").asText();
    assertThat(answer.headers().firstValue("Location")).hasValue(address);
    JsonNode delivery = json.readTree(server.get(address).body());
    assertThat(delivery.path("correlationId").asText()).isEqualTo("order-7");
    assertThat(delivery.path("recipient").asText()).isEqualTo("ana@example.com");
    assertThat(delivery.path("subject").asText()).isEqualTo("Order 7");
    assertThat(delivery.path("origin").path("kind").asText()).isEqualTo("PLAIN_EMAIL");
    assertThat(delivery.path("requestedBy").isNull()).isFalse();
    assertThat(Instant.parse(delivery.path("scheduledTime").asText()))
        .isBeforeOrEqualTo(Instant.parse(delivery.path("createdAt").asText()));
  }

  @Test
  void isStoredAsTextAloneWithWaitsOfItsOwn() {
    server.post("/api/notify", BODY);

    assertThat(
            server.count(
                "delivery WHERE attachment_name IS NULL AND message = 'It is sent.'"
                    + " AND retry_schedule = 'PT5S,PT5S,PT5S' AND due_at <= now()"))
        .isEqualTo(1);
    assertThat(server.count("jobrunr_jobs")).isEqualTo(1);
  }

  @Test
  void hasTheCorrelationIdThatItsRequestWasGiven() {
    HttpResponse<String> answer = server.post("/api/notify", BODY, "X-Correlation-Id", "no such");

    String given = answer.headers().firstValue("X-Correlation-Id").orElseThrow();
    assertThat(server.count("delivery WHERE correlation_id = '%s'".formatted(given))).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("languages")
  void isAnsweredInTheCallersLanguage(String accepted, String message) throws Exception {
    HttpResponse<String> answer = server.post("/api/notify/", BODY, "Accept-Language", accepted);

    assertThat(json.readTree(answer.body()).path("message").asText()).isEqualTo(message);
  }

  static Stream<Arguments> languages() {
    return Stream.of(
        arguments("es-PE", "Notificación recibida y encolada para envío."),
        arguments("ru", "Уведомление принято и поставлено в очередь на отправку."),
        arguments("fr", "Notification received and queued for sending."));
  }

  @ParameterizedTest
  @MethodSource("badRequests")
  void namesTheFieldThatIsWrongAndStoresNothing(String field, String message, String body)
      throws Exception {
    HttpResponse<String> answer = server.post("/api/notify", body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    JsonNode error = json.readTree(answer.body()).path("errors").path(0);
    assertThat(error.path("field").asText()).isEqualTo(field);
    assertThat(error.path("message").asText()).contains(message);
    assertThat(server.count("delivery")).isZero();
  }

  static Stream<Arguments> badRequests() {
    return Stream.of(
        arguments("to", "is required", BODY.replace("to", "too")),
        arguments("to", "one e-mail", BODY.replace("ana@example.com", "ana")),
        arguments("to", "one e-mail address", BODY.replace("ana@", "a@b.example, ana@")),
        arguments("to", "one e-mail address", BODY.replace(".com", ".com\\r\\nBcc: c@d.example")),
        arguments("to", "wrong type", BODY.replace("\"ana@example.com\"", "[\"a@b.example\"]")),
        arguments("subject", "is required", BODY.replace("Order 7", "  ")),
        arguments("subject", "at most 200", BODY.replace("Order 7", "s".repeat(201))),
        arguments("subject", "control", BODY.replace("Order 7", "a\\r\\nBcc: c@d.example")),
        arguments("subject", "control", BODY.replace("Order 7", "a\\u2028b")),
        arguments("body", "is required", BODY.replace("It is sent.", "\\n")),
        arguments("body", "at most 50000 ", BODY.replace("It is sent.", "b".repeat(50_001))),
        arguments("body", "control", BODY.replace("It is sent.", "a\\u0000b")),
        arguments("id", "must be a UUID", BODY.replace("}", ", \"id\": \"1-2-3-4-5\"}")),
        arguments("id", "must be a UUID", BODY.replace("}", ", \"id\": \"order 7\"}")));
  }

  @Test
  void namesAllFieldsThatAreWrongAtOnceInTheCallersLanguage() throws Exception {
    HttpResponse<String> answer =
        server.post(
            "/api/notify/", "{\"id\": \"7\"}", "Accept-Language", "es", "Idempotency-Key", "");

    List<String> fields = json.readTree(answer.body()).findValuesAsText("field");
    assertThat(fields).containsExactlyInAnyOrder("id", "Idempotency-Key", "to", "subject", "body");
    assertThat(answer.body()).contains("es obligatorio");
  }

  @Test
  void takesNamesInAnyCase() {
    assertThat(server.post("/api/notify", BODY.replace("to", "To")).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/notify", "/api/notify/"})
  void refusesBodiesThatAreTooLarge(String path) {
    String large = BODY.replace("It is sent.", "b".repeat(700_000));

    assertThat(server.post(path, large).statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/notify", "/api/notify/"})
  void needsAKeyThatMaySchedule(String path) {
    String[] reader = {"Authorization", "Bearer " + server.key(Scope.READ)};

    assertThat(server.post(path, BODY, reader).statusCode()).isEqualTo(403);
    assertThat(server.post(path + "?x=1", BODY, "Authorization", "").statusCode()).isEqualTo(401);
    assertThat(server.count("delivery")).isZero();
  }

  @Test
  void theSameIdIsSentOnceHoweverItIsGiven() {
    HttpResponse<String> first = server.post("/api/notify", withId(uuid));

    assertThat(first.statusCode()).isEqualTo(200);
    for (HttpResponse<String> again :
        List.of(
            server.post("/api/notify/", withId(uuid.toUpperCase(Locale.ROOT))),
            server.post("/api/notify", BODY, "Idempotency-Key", uuid),
            server.post(
                "/api/notify", BODY, "Idempotency-Key", '"' + uuid.toUpperCase(Locale.ROOT) + '"'),
            server.post("/api/notify", withId(uuid), "Idempotency-Key", uuid))) {
      assertThat(again.body()).isEqualTo(first.body());
    }
    assertThat(server.count("delivery")).isEqualTo(1);
  }

  @Test
  void headerAndIdMustAgree() throws Exception {
    HttpResponse<String> answer =
        server.post("/api/notify", withId(uuid), "Idempotency-Key", "another");

    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode error = json.readTree(answer.body()).path("errors").path(0);
    assertThat(error.path("field").asText()).isEqualTo("id");
    assertThat(error.path("message").asText()).contains("Idempotency-Key");
  }

  @Test
  void anotherMailUnderTheSameIdIsRefused() {
    server.post("/api/notify", withId(uuid));

    for (String other : new String[] {"ana@|luis@", "Order 7|Order 8", "is sent|was sent"}) {
      String[] change = other.split("\\|");
      HttpResponse<String> answer =
          server.post("/api/notify", withId(uuid).replace(change[0], change[1]));
      assertThat(answer.statusCode()).as(other).isEqualTo(422);
    }
    String report = "{\"correlationId\": \"q3\", \"toEmail\": \"ana@example.com\"}";
    assertThat(server.post("/api/schedule-email", report, "Idempotency-Key", uuid).statusCode())
        .isEqualTo(422);
    assertThat(server.count("delivery")).isEqualTo(1);
  }

  @Test
  void ofTwentyWithOneIdAtOnceOneIsSent() {
    ExecutorService callers = Executors.newFixedThreadPool(20);
    List<CompletableFuture<HttpResponse<String>>> calls =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> server.post("/api/notify/", withId(uuid)), callers))
            .toList();

    List<Integer> statuses = calls.stream().map(call -> call.join().statusCode()).toList();

    callers.shutdown();
    assertThat(statuses).contains(200).isSubsetOf(200, 409);
    assertThat(server.count("delivery")).isEqualTo(1);
    assertThat(server.count("jobrunr_jobs")).isEqualTo(1);
  }

  private static String withId(String id) {
    return BODY.replace("}", ", \"id\": \"" + id + "\"}");
  }

  private static String withField(String name) {
    return BODY.replace("}", ", \"" + name + "\": \"high\"}");
  }
}
