package io.chasqui.server;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.delivery.Deliveries;
import io.chasqui.server.api.request.Written;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/** Whatever a request says is understood or refused; nothing of it is passed over. */
class UnknownInputIT {

  private static final String EMAIL = "/api/schedule-email";
  private static final String VALID = "'correlationId': 'c', 'toEmail': 'a@b.example'";
  private static final ObjectMapper json = new ObjectMapper();
  @RegisterExtension static final ChasquiServer server = ChasquiServer.withContactForm();
  private static String delivery;

  @BeforeAll
  static void start() {
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    delivery = server.bean(Deliveries.class).schedule(anEmail().dueAt(tomorrow).build()).toString();
  }

  @AfterEach
  void nothingWasDone() {
    assertThat(server.count("delivery WHERE status = 'SCHEDULED'")).isEqualTo(1);
    assertThat(server.count("delivery")).isEqualTo(1);
    assertThat(server.count("contact_message")).isZero();
    assertThat(server.count("api_key")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "shceduledTime,  scheduledTime",
    "scheduled_time, scheduledTime",
    "scheduled-time, scheduledTime",
    "dealy,          delay",
    "atachmentName,  attachmentName",
    "'toEmail ',     toEmail"
  })
  void aMisspeltFieldIsNamedWithWhatWasMeant(String written, String meant) {
    HttpResponse<String> answer = post(EMAIL, "{" + VALID + ", '" + written + "': 'x'}");

    assertThat(errors(answer))
        .containsExactly(written + " is unknown; did you mean " + meant + "?");
  }

  @Test
  void aFieldThatIsLikeNoneIsToldWhatThereIs() {
    assertThat(errors(post("/api/notify", "{'to': 'a@b.example', 'priority': 1}")))
        .contains("priority is unknown; known are: body, id, subject, to");
  }

  @Test
  void allProblemsOfARequestAreToldAtOnce() {
    HttpResponse<String> answer =
        post(
            EMAIL,
            "{'corelationId': 'c', 'toEmail': 'nobody', 'dealy': 'PT1M', 'x': {'deep': [1, {}]},"
                + " 'CustomerId': 7, 'customerid': 8}");

    assertThat(errors(answer))
        .satisfiesExactlyInAnyOrder(
            error -> assertThat(error).isEqualTo("correlationId is required"),
            error -> assertThat(error).startsWith("corelationId is unknown; did you mean corr"),
            error -> assertThat(error).startsWith("dealy is unknown; did you mean delay?"),
            error -> assertThat(error).startsWith("x is unknown; known are: attachmentName, "),
            error -> assertThat(error).isEqualTo("customerId must be given only once"),
            error -> assertThat(error).startsWith("toEmail must be one e-mail address"));
  }

  @ParameterizedTest
  @CsvSource({
    "es, es desconocido; ¿quiso decir delay?",
    "ru, неизвестное имя; вы имели в виду delay?",
    "ja, is unknown; did you mean delay?"
  })
  void itIsToldInTheCallersLanguage(String language, String words) {
    HttpResponse<String> answer =
        post(EMAIL, "{" + VALID + ", 'dealy': 'PT1M'}", "Accept-Language", language);

    assertThat(errors(answer)).containsExactly("dealy " + words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\\u0000", "\\u2028", "\\r\\nX: y", "__proto__", "@type", "class"})
  void anOddNameIsUnknownLikeAnyOther(String name) {
    assertThat(errors(post(EMAIL, "{" + VALID + ", '" + name + "': 1}")))
        .singleElement()
        .asString()
        .contains(" is unknown; known are: ");
  }

  @Test
  void neitherALongNameNorManyOfThemComeBack() {
    StringBuilder body = new StringBuilder("{" + VALID + ", '" + "n".repeat(40_000) + "': 1");
    for (int i = 0; i < 1_000; i++) {
      body.append(", 'f").append(i).append("': 1");
    }

    HttpResponse<String> answer = post(EMAIL, body + "}");

    assertThat(errors(answer)).hasSize(20).first().asString().startsWith("n".repeat(64) + "… is");
  }

  @Test
  void eachItemOfABatchHasItsOwnLine() throws Exception {
    String unknown = "{" + VALID + ", 'dealy': 'PT1M'}";
    String twice = "{" + VALID + ", 'Delay': 'PT1M', 'delay': 'PT2M'}";

    for (HttpResponse<String> answer :
        List.of(
            post(EMAIL + "/batch", "[" + unknown + ", " + twice + "]"),
            server.postAs(
                "application/x-ndjson", EMAIL + "/batch", quoted(unknown + "\n" + twice + "\n")))) {
      List<JsonNode> lines = new ArrayList<>();
      for (String line : answer.body().lines().toList()) {
        lines.add(json.readTree(line));
      }

      assertThat(lines).extracting(line -> line.path("status").asText()).containsOnly("Invalid");
      assertThat(lines).extracting(line -> line.path("correlationId").asText()).containsOnly("c");
      assertThat(lines)
          .flatExtracting(UnknownInputIT::errors)
          .containsExactly(
              "dealy is unknown; did you mean delay?", "delay must be given only once");
    }
  }

  /** Those that are yet to come included: they are asked of the server itself. */
  @Test
  void everyOperationWithFieldsRefusesOthers() {
    Map<String, HandlerMethod> operations = Operations.of(server);
    List<String> tried = new ArrayList<>();
    operations.forEach(
        (address, operation) -> {
          if (bodyOf(operation) == null) {
            return;
          }
          assertThat(bodyOf(operation).getParameterType()).as(address).isEqualTo(Written.class);
          ObjectNode body = json.createObjectNode().put("noSuchField", 1);

          assertThat(errors(ask(address, "", body.toString())))
              .as(address)
              .anyMatch(error -> error.startsWith("noSuchField is unknown; "));
          tried.add(address);
        });
    assertThat(tried).hasSizeGreaterThanOrEqualTo(8);
  }

  @Test
  void everyOperationRefusesParametersThatItDoesNotHave() {
    Operations.of(server)
        .keySet()
        .forEach(
            address ->
                assertThat(errors(ask(address, "?noSuchParameter=1", null)))
                    .as(address)
                    .anyMatch(error -> error.startsWith("noSuchParameter is unknown; ")));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/deliveries?Status=FAILED,            Status is unknown; did you mean status?",
    "/api/deliveries?staus=FAILED,             staus is unknown; did you mean status?",
    "/api/deliveries?correlation_id=c,         correlation_id is unknown; did you mean"
        + " correlationId?",
    "/api/deliveries?correlation%5Fid=c,       correlation_id is unknown; did you mean"
        + " correlationId?",
    "/api/deliveries?limit=5&amp;cursor=x,     amp;cursor is unknown; did you mean cursor?",
    "/api/deliveries?status,                   ''",
    "/api/deliveries?&&limit=5&,               ''",
    "/api/deliveries?limit=5&limit=6,          limit must be given only once",
    "/api/deliveries?limit=5&%6Cimit=6,        limit must be given only once",
    "/api/deliveries?recipient=%zz,            query must be percent-encoded UTF-8",
    "/api/deliveries?recipient=%ff,            query must be percent-encoded UTF-8",
    "/api/deliveries?%e4=1,                    query must be percent-encoded UTF-8",
    "/api/contact-messages?limt=5,             limt is unknown; did you mean limit?",
    "/api/alerts?open=true,                    open is unknown; this operation takes no parameters",
    "/api/reports/r?download=1,                download is unknown; this operation takes no"
        + " parameters"
  })
  void whatIsInTheQueryCountsOrIsRefused(String address, String expected) throws Exception {
    String answer = getByHand(address);

    assertThat(answer).startsWith(expected.isEmpty() ? "HTTP/1.1 200" : "HTTP/1.1 400");
    assertThat(errors(json.readTree(answer.substring(answer.indexOf("\r\n\r\n")))))
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "retry", "confirm"})
  void aDecisionWithoutFieldsTakesNone(String decision) {
    String path = "/api/deliveries/" + delivery + "/" + decision;
    for (String body :
        List.of("{\"reason\": \"wrong person\"}", "reason=x", "[]", "null", " ".repeat(100))) {
      assertThat(errors(server.post(path, body)))
          .as(body)
          .containsExactly("body must be empty: this operation takes no fields");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", " {}\n", "\n"})
  void whoSaysNothingInABodyIsNotRefusedForIt(String body) {
    HttpResponse<String> answer =
        server.post("/api/deliveries/01a2016b-78ea-71a4-bd4b-17a493136127/cancel", body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
  }

  @Test
  void aFilterInABodyIsNotTakenForNone() {
    HttpResponse<String> answer =
        server.send(
            server
                .request("/api/deliveries")
                .method("GET", BodyPublishers.ofString("{\"status\": \"FAILED\"}")));

    assertThat(errors(answer))
        .containsExactly("body must be empty: this operation takes no fields");
  }

  /** What is not well encoded neither an URI nor a client takes. */
  private static String getByHand(String address) throws IOException {
    try (Socket socket = new Socket("localhost", server.uri("").getPort())) {
      String request = "GET " + address + " HTTP/1.0\r\n" + server.authorizationLine() + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static MethodParameter bodyOf(HandlerMethod operation) {
    return Arrays.stream(operation.getMethodParameters())
        .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
        .findFirst()
        .orElse(null);
  }

  private static HttpResponse<String> ask(String address, String query, String body) {
    String[] methodAndPath = address.split(" ");
    String path =
        methodAndPath[1]
                .replace("{id}", delivery)
                .replace("{subscriptionId}", delivery)
                .replace("{correlationId}", "report")
            + query;
    String type =
        path.startsWith("/api/reports")
            ? "application/pdf"
            : path.contains("/import") ? "text/csv" : "application/json";
    return server.send(
        server
            .request(path)
            .header("Content-Type", type)
            .method(
                methodAndPath[0],
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> post(String path, String body, String... headers) {
    return server.post(path, quoted(body), headers);
  }

  private static String quoted(String body) {
    return body.replace('\'', '"');
  }

  private static List<String> errors(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("urn:chasqui:problem:invalid-request");
    try {
      return errors(json.readTree(answer.body()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> errors(JsonNode problem) {
    List<String> errors = new ArrayList<>();
    problem
        .path("errors")
        .forEach(
            error ->
                errors.add(error.path("field").asText() + " " + error.path("message").asText()));
    return errors;
  }
}
