package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each bad request gets its 4xx with field and reason, and stores nothing. */
class BadRequestIT {

  private static final ObjectMapper json = new ObjectMapper();
  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @AfterEach
  void nothingIsStored() {
    String stored =
        """
        (SELECT FROM delivery UNION ALL SELECT FROM jobrunr_jobs UNION ALL SELECT FROM report) AS stored
        """;
    assertThat(server.count(stored)).isZero();
  }

  static Stream<Arguments> badEmails() {
    return Stream.of(
        email("correlationId", "is required", "{'toEmail': 'a@b.example'}"),
        email("correlationId", "is required", "{'correlationId': '', 'toEmail': 'a@b.example'}"),
        email("correlationId", "is required", "{'correlationId': null, 'toEmail': 'a@b.example'}"),
        badCorrelationId("a/b"),
        badCorrelationId("../../etc/passwd"),
        badCorrelationId(".."),
        badCorrelationId("."),
        badCorrelationId("a\\\\b"),
        badCorrelationId("a%2fb"),
        badCorrelationId("a b"),
        badCorrelationId("a\\r\\nb"),
        badCorrelationId("a\\u0000b"),
        badCorrelationId("a\\u2028b"),
        badCorrelationId("é"),
        badCorrelationId("x".repeat(129)),
        email("correlationId", "wrong type", "{'correlationId': 5, 'toEmail': 'a@b.example'}"),
        email("correlationId", "wrong type", "{'correlationId': {}, 'toEmail': 'a@b.example'}"),
        email("correlationId", "wrong type", "{'correlationId': ['a'], 'toEmail': 'a@b.example'}"),
        email("toEmail", "is required", "{'correlationId': 'c'}"),
        badAddress("nobody", "one e-mail address"),
        badAddress("@b.example", "one e-mail address"),
        badAddress("a@", "domain"),
        badAddress("a@b@c.example", "one e-mail address"),
        badAddress("a b@c.example", "one e-mail address"),
        badAddress("a@b..example", "domain"),
        badAddress("a@-b.example", "domain"),
        badAddress("a@xn--0.example", "domain"),
        badAddress("a@" + "b".repeat(64) + ".example", "at most 63 characters each"),
        badAddress("a@a_b.example", "letters, digits and hyphens"),
        badAddress("a@ex\\u200dample.com", "IDNA2008"),
        badAddress("a.@b.example", "one e-mail address"),
        badAddress("a@b.example, c@d.example", "one e-mail address"),
        badAddress("Ivan <a@b.example>", "one e-mail address"),
        badAddress("a@b.example\\r\\nBcc: c@d.example", "one e-mail address"),
        badAddress("a@b.example\\n", "one e-mail address"),
        badAddress("a\\u202eb@b.example", "one e-mail address"),
        badAddress("\\\"a b\\\"@b.example", "not supported"),
        badAddress("\\\"a\\\\r\\\\nb\\\"@b.example", "not supported"),
        badAddress("a@[192.0.2.1]", "not supported"),
        badAddress("a@[IPv6:2001:db8::1]", "not supported"),
        badAddress("a".repeat(65) + "@b.example", "64 bytes"),
        badAddress("\u00e9".repeat(33) + "@b.example", "64 bytes"),
        badAddress("a@" + "b".repeat(250) + ".example", "254"),
        badAddress("a@" + "\u00e4".repeat(60) + ".example", "domain"),
        with("toEmail", "wrong type", "'toEmail': true"),
        with("subject", "at most 200", "'subject': '" + "s".repeat(201) + "'"),
        with("subject", "control characters", "'subject': 'a\\r\\nBcc: c@d.example'"),
        with("subject", "control characters", "'subject': 'a\\nb'"),
        with("subject", "line breaks; it has U+0000", "'subject': 'a\\u0000b'"),
        with("subject", "line breaks; it has U+2028", "'subject': 'a\\u2028b'"),
        with("subject", "half a character, an unpaired", "'subject': 'a\\ud800b'"),
        with("subject", "wrong type", "'subject': 1"),
        with("message", "at most 50000 ", "'message': '" + "m".repeat(50_001) + "'"),
        with("message", "besides line breaks and tabs; it has U+0000", "'message': '\\na\\u0000'"),
        with("message", "besides line breaks and tabs; it has U+001B", "'message': '\\u001bb'"),
        with("message", "unpaired surrogate: U+DFFF", "'message': 'a\\udfffb'"),
        with("message", "wrong type", "'message': ['a']"),
        with("customerId", "wrong type; expected: integer", "'customerId': 'seven'"),
        with("customerId", "wrong type; expected: integer", "'customerId': '7'"),
        with("customerId", "wrong type; expected: integer", "'customerId': 7.5"),
        with("customerId", "wrong type; expected: integer", "'customerId': true"),
        with("customerId", "wrong type", "'customerId': 99999999999999999999"),
        with("scheduledTime", "ISO-8601 time", "'scheduledTime': 'tomorrow'"),
        with("scheduledTime", "ISO-8601 time", "'scheduledTime': '2030-01-01T00:00:00'"),
        with("scheduledTime", "ISO-8601 time", "'scheduledTime': '2030-13-01T00:00:00Z'"),
        with("scheduledTime", "wrong type", "'scheduledTime': 1767225600"),
        with("scheduledTime", "at most 366 days ahead", "'scheduledTime': '2999-01-01T00:00:00Z'"),
        with("scheduledTime", "ISO-8601", "'scheduledTime': '2026-01-01T00:00:00Z\\r\\nX: y'"),
        with("delay", "ISO-8601 duration", "'delay': '5 minutes'"),
        with("delay", "ISO-8601 duration", "'delay': 'PT5M\\r\\n1'"),
        with("delay", "negative", "'delay': 'PT-5M'"),
        with("delay", "at most 366 days ahead", "'delay': 'P366DT1S'"),
        with("delay", "at most 366 days ahead", "'delay': 'PT9223372036854775807S'"),
        with("delay", "together", "'delay': 'PT5M', 'scheduledTime': '2026-01-01T00:00:00Z'"),
        with("expiresAt", "later than", "'expiresAt': '2001-01-01T00:00:00Z'"),
        with("expiresAt", "ISO-8601 time", "'expiresAt': 'never'"),
        with("expiresAt", "ISO-8601 time", "'expiresAt': '+300000-01-01T00:00:00Z'"),
        with("attachmentName", "control", "'attachmentName': 'a\\r\\nX: y.pdf'"),
        with("attachmentName", "unpaired surrogate: U+DBFF", "'attachmentName': 'a\\udbff.pdf'"),
        with("attachmentName", "without a path", "'attachmentName': '../../a.pdf'"),
        with("attachmentName", "without a path", "'attachmentName': 'c:\\\\a.pdf'"),
        with("attachmentName", "at most 200", "'attachmentName': '" + "n".repeat(201) + "'"),
        with("onUnknown", "resend, hold", "'onUnknown': 'maybe'"),
        with("onUnknown", "resend, hold", "'onUnknown': 'hold\\r\\n'"));
  }

  @ParameterizedTest
  @MethodSource("badEmails")
  void refusesBadEmailRequests(String field, String reason, String body) throws Exception {
    assertRefused(server.post("/api/schedule-email", body), field, reason);
  }

  static Stream<Arguments> badMessages() {
    String valid = "'correlationId': 'c', 'chatId': '1'";
    return Stream.of(
        email("chatId", "exactly one", "{'correlationId': 'c'}"),
        email("chatId", "exactly one", "{" + valid + ", 'phoneNumber': '+79991234567'}"),
        email("chatId", "chat's number", "{'correlationId': 'c', 'chatId': 'me'}"),
        email("chatId", "chat's number", "{'correlationId': 'c', 'chatId': '1\\r\\n2'}"),
        email("chatId", "wrong type", "{'correlationId': 'c', 'chatId': 1.5}"),
        badNumber("home", "international form"),
        badNumber("+1 800 FLOWERS", "international form"),
        badNumber("+7999123\\r\\n4567", "international form"),
        badNumber("(415) 555-2671", "the country is not guessed"),
        badNumber("987 654 321", "the country is not guessed"),
        badNumber("8 (912) 345-67-89", "the country is not guessed"),
        badNumber("79991234567", "the country is not guessed"),
        badNumber("+0123456789", "cannot be"),
        badNumber("+999 123 456 78", "cannot be"),
        badNumber("+1 415 555 267", "cannot be"),
        badNumber("tel:+1-201-555-0123;ext=5", "without an extension"),
        badNumber("+1 201 555 0123 x5", "without an extension"),
        email(
            "platform", "not supported; supported: telegram", "{" + valid + ", 'platform': 'icq'}"),
        email("platform", "not supported", "{" + valid + ", 'platform': 'telegram\\r\\n'}"),
        email(
            "message",
            "at most 50000 ",
            "{" + valid + ", 'message': '" + "m".repeat(50_001) + "'}"));
  }

  @ParameterizedTest
  @MethodSource("badMessages")
  void refusesBadMessagingRequests(String field, String reason, String body) throws Exception {
    assertRefused(server.post("/api/schedule-messaging", body), field, reason);
  }

  @Test
  void namesEveryWrongFieldAtOnce() throws Exception {
    HttpResponse<String> response =
        server.post(
            "/api/schedule-email",
            "{\"correlationId\": \"a/b\", \"toEmail\": \"x\", \"delay\": \"soon\"}");

    assertThat(json.readTree(response.body()).path("errors").findValuesAsText("field"))
        .containsExactly("correlationId", "toEmail", "delay");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "nonsense",
        "{\"correlationId\": \"c\", \"toEmail\": \"a@b.example\"} {}",
        "{\"correlationId\": 'c'}"
      })
  void refusesBrokenJson(String body) throws Exception {
    HttpResponse<String> response = server.post("/api/schedule-email", body);

    assertProblem(response, 400, "urn:chasqui:problem:malformed-json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{}]", "5", "\"text\"", "true", "null", "[[[[[[[["})
  void refusesJsonThatIsNoObject(String body) throws Exception {
    String id = "01a2016b-78ea-71a4-bd4b-17a493136127";
    for (String path :
        List.of("/api/schedule-email", "/api/notify", "/api/deliveries/" + id + "/reschedule")) {
      assertRefused(server.post(path, body), "body", "must be a JSON object");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"delay", "Delay"})
  void namesAFieldThatStandsThereTwice(String again) throws Exception {
    assertRefused(
        server.post("/api/schedule-email", "{\"delay\": \"PT1H\", \"" + again + "\": \"PT2H\"}"),
        "delay",
        "must be given only once");
  }

  @Test
  void saysOfJsonThatItIsNestedTooDeeplyOrHasTooLongParts() throws Exception {
    assertRefused(
        server.post("/api/schedule-email", "{\"x\": " + "[".repeat(5_000)),
        "body",
        "nested too deeply: more than 1000");
    assertRefused(
        server.post("/api/schedule-email", "{\"x\": " + "7".repeat(5_000) + "}"),
        "body",
        "too long to be read");
  }

  @Test
  void refusesABodyOfAMegabyte() throws Exception {
    String megabyte = "{\"correlationId\": \"c\", \"message\": \"" + "m".repeat(1 << 20) + "\"}";

    assertProblem(
        server.post("/api/schedule-email", megabyte), 413, "urn:chasqui:problem:payload-too-large");
    assertProblem(
        server.post("/api/schedule-messaging", megabyte),
        413,
        "urn:chasqui:problem:payload-too-large");
  }

  @Test
  void refusesOtherContentTypesAndMethodsAndAddresses() throws Exception {
    assertProblem(
        server.put("/api/reports/r", "text/plain", new byte[5]),
        415,
        "urn:chasqui:problem:unsupported-media-type");
    assertProblem(server.get("/api/schedule-email"), 405, "urn:chasqui:problem:method-not-allowed");
    assertProblem(server.get("/api/nothing-here"), 404, "urn:chasqui:problem:not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*/*", "application/*", "application/*+json; charset=utf-8", "nonsense", "a/b/c"})
  void refusesAContentTypeThatIsNone(String type) throws Exception {
    for (String path :
        List.of("/api/schedule-email", "/api/schedule-email/batch", "/api/nowhere")) {
      HttpResponse<String> response = server.postAs(type, path, "{}");

      assertThat(response.statusCode()).isIn(400, 404, 415);
      assertThat(contentType(response)).isEqualTo("application/problem+json");
      assertThat(json.readTree(response.body()).path("instance").asText()).isEqualTo(path);
    }
  }

  static Stream<Arguments> bodiesOfAnotherMeaning() {
    String email = "{\"correlationId\": \"c\", \"toEmail\": \"a@b.example\"}";
    List<String[]> requests =
        List.of(
            new String[] {"POST", "/api/schedule-email", "application/json", email},
            new String[] {
              "POST", "/api/schedule-email/batch", "application/json", "[" + email + "]"
            },
            new String[] {"POST", "/api/schedule-email/batch", "application/x-ndjson", email},
            new String[] {
              "POST",
              "/api/schedule-messaging",
              "application/json",
              "{\"correlationId\": \"c\", \"chatId\": \"1\"}"
            },
            new String[] {
              "POST",
              "/api/notify",
              "application/json",
              "{\"to\": \"a@b.example\", \"subject\": \"s\", \"body\": \"b\"}"
            },
            new String[] {"POST", "/api/keys", "application/json", "{\"scopes\": [\"read\"]}"},
            new String[] {
              "POST",
              "/api/deliveries/01a2016b-78ea-71a4-bd4b-17a493136127/reschedule",
              "application/json",
              "{\"scheduledTime\": \"2020-01-01T00:00:00Z\"}"
            },
            new String[] {
              "POST",
              "/api/deliveries/01a2016b-78ea-71a4-bd4b-17a493136127/cancel",
              "text/plain",
              "x"
            },
            new String[] {"PUT", "/api/reports/r", "application/pdf", "%PDF-1.4"});
    return requests.stream()
        .flatMap(
            request ->
                Stream.of(
                    changed(request, 415, "Content-Encoding", "gzip"),
                    changed(request, 415, "Content-Encoding", "identity, br"),
                    changed(request, 415, "Content-Encoding", "X-NOBODY-KNOWS"),
                    changed(request, 415, "Content-Transfer-Encoding", "Quoted-Printable"),
                    changed(request, 415, "Content-Transfer-Encoding", "base64"),
                    changed(request, 400, "Content-Range", "bytes 0-3/9"),
                    changed(request, 400, "X-HTTP-Method-Override", "DELETE"),
                    changed(request, 400, "X-Method-Override", "GET")));
  }

  private static Arguments changed(String[] request, int status, String header, String value) {
    return arguments(request[0], request[1], request[2], request[3], status, header, value);
  }

  @ParameterizedTest
  @MethodSource("bodiesOfAnotherMeaning")
  void refusesHeadersThatChangeWhatABodyMeans(
      String method, String path, String type, String body, int status, String header, String value)
      throws Exception {
    HttpResponse<String> response =
        server.send(
            server
                .request(path, header, value)
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body)));

    assertProblem(
        response,
        status,
        "urn:chasqui:problem:" + (status == 415 ? "unsupported-media-type" : "bad-request"));
    assertThat(response.headers().firstValue("Accept-Encoding").isPresent())
        .isEqualTo(header.endsWith("Encoding"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ISO-8859-1",
        "utf-16",
        "UTF-16LE",
        "utf-32",
        "windows-1252",
        "nobody-knows",
        "''"
      })
  void refusesJsonInAnotherCharset(String charset) throws Exception {
    String type = ";charset=" + charset.replace('\'', '"');
    String body = "{\"correlationId\": \"c\", \"toEmail\": \"a@b.example\"}";

    for (String path : List.of("/api/schedule-email", "/api/notify", "/api/keys")) {
      assertProblem(
          server.postAs("application/json" + type, path, body),
          415,
          "urn:chasqui:problem:unsupported-media-type");
    }
    for (String json : List.of("application/json", "application/x-ndjson")) {
      assertProblem(
          server.postAs(json + type, "/api/schedule-email/batch", body),
          415,
          "urn:chasqui:problem:unsupported-media-type");
    }
  }

  /** Whatever its label says: a parser that guesses would read them. */
  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "ISO-8859-1"})
  void refusesJsonThatIsNotUtf8(String charset) throws Exception {
    byte[] body =
        "{\"correlationId\": \"c\", \"toEmail\": \"a@b.example\", \"subject\": \"\u00e9\"}"
            .getBytes(Charset.forName(charset));

    for (String type : List.of("application/json", "application/json;charset=\"UTF-8\"")) {
      HttpResponse<String> response =
          server.send(
              server
                  .request("/api/schedule-email")
                  .header("Content-Type", type)
                  .POST(BodyPublishers.ofByteArray(body)));
      assertProblem(response, 400, "urn:chasqui:problem:malformed-json");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json,application/json",
        "application/json;charset=utf-8, application/json",
        "application/json, application/pdf;x=\"a,b\""
      })
  void refusesAListOfTypes(String types) throws Exception {
    JsonNode problem =
        assertProblem(
            server.postAs(types, "/api/schedule-email", "{}"),
            400,
            "urn:chasqui:problem:bad-request");

    assertThat(problem.path("detail").asText()).startsWith("Name one type in Content-Type");
  }

  @Test
  void refusesABodyOfTwoTypes() throws Exception {
    assertProblem(
        server.post("/api/schedule-email", "{}", "Content-Type", "application/pdf"),
        400,
        "urn:chasqui:problem:bad-request");
  }

  /** As curl does for whoever gives no type. */
  @Test
  void refusesAReportThatIsLabelledAsAForm() throws Exception {
    assertProblem(
        server.put(
            "/api/reports/r",
            "application/x-www-form-urlencoded",
            "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.UTF_8)),
        415,
        "urn:chasqui:problem:unsupported-media-type");
  }

  static Stream<Arguments> badQueries() {
    return Stream.of(
        arguments("status", "SCHEDULED", "status=lost"),
        arguments("channel", "EMAIL", "channel=pigeon"),
        arguments("customerId", "whole number", "customerId=x"),
        arguments("origin", "kind of origin", "origin=contact%20form"),
        arguments("origin", "kind of origin", "origin=CONTACT:1"),
        arguments("origin", "kind of origin", "origin=:01a2016b-78ea-71a4-bd4b-17a493136127"),
        arguments("origin", "kind of origin", "origin='%20OR%20true"),
        arguments("from", "ISO-8601", "from=yesterday"),
        arguments("from", "ISO-8601", "from=-0001-01-01T00:00:00Z"),
        arguments("to", "ISO-8601", "to=%2B300000-01-01T00:00:00Z"),
        arguments("to", "ISO-8601", "to=2026"),
        arguments("recipient", "control characters", "recipient=%00"),
        arguments("correlationId", "control characters", "correlationId=a%00"),
        arguments("limit", "between 1 and 200", "limit=0"),
        arguments("limit", "between 1 and 200", "limit=201"),
        arguments("cursor", "not a cursor", "cursor=1-1-1-1-1"));
  }

  @ParameterizedTest
  @MethodSource("badQueries")
  void refusesBadFilters(String field, String reason, String query) throws Exception {
    assertRefused(server.get("/api/deliveries?" + query), field, reason);
  }

  @Test
  void refusesAnIdThatIsNone() throws Exception {
    assertRefused(server.get("/api/deliveries/first"), "id", "UUID");
  }

  @Test
  void answersInTheCallersLanguage() throws Exception {
    String body = "{\"correlationId\": \"c\"}";

    assertThat(
            errorOf(server.post("/api/schedule-email", body, "Accept-Language", "es-MX,en;q=0.5")))
        .isEqualTo("es obligatorio");
    assertThat(errorOf(server.post("/api/schedule-email", body, "Accept-Language", "ru")))
        .isEqualTo("обязательное поле");
    assertThat(errorOf(server.post("/api/schedule-email", body, "Accept-Language", "ja")))
        .isEqualTo("is required");
    assertThat(errorOf(server.post("/api/schedule-email", body))).isEqualTo("is required");
  }

  private static Arguments email(String field, String reason, String body) {
    return arguments(field, reason, body.replace('\'', '"'));
  }

  private static Arguments with(String field, String reason, String part) {
    String valid = field.equals("toEmail") ? "" : "'toEmail': 'a@b.example', ";
    return email(field, reason, "{'correlationId': 'c', " + valid + part + "}");
  }

  private static Arguments badCorrelationId(String value) {
    return email(
        "correlationId",
        "1-128 characters",
        "{'correlationId': '" + value + "', 'toEmail': 'a@b.example'}");
  }

  private static Arguments badNumber(String value, String reason) {
    return arguments(
        "phoneNumber", reason, "{\"correlationId\": \"c\", \"phoneNumber\": \"" + value + "\"}");
  }

  private static Arguments badAddress(String value, String reason) {
    return arguments(
        "toEmail", reason, "{\"correlationId\": \"c\", \"toEmail\": \"" + value + "\"}");
  }

  private static void assertRefused(HttpResponse<String> response, String field, String reason)
      throws Exception {
    JsonNode problem = assertProblem(response, 400, "urn:chasqui:problem:invalid-request");
    List<String> reasons = problem.path("errors").findValuesAsText("message");
    assertThat(problem.path("errors").findValuesAsText("field")).contains(field);
    assertThat(reasons).anyMatch(message -> message.contains(reason), reason);
  }

  private static JsonNode assertProblem(HttpResponse<String> response, int status, String type)
      throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(contentType(response)).isEqualTo("application/problem+json");
    JsonNode problem = json.readTree(response.body());
    assertThat(problem.path("type").asText()).isEqualTo(type);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asText()).isNotBlank();
    assertThat(problem.path("detail").asText()).isNotBlank();
    assertThat(problem.path("instance").asText()).startsWith("/api/");
    assertThat(problem.path("correlationId").asText()).isNotBlank();
    assertThat(response.body()).doesNotContain("Exception").doesNotContain("io.chasqui");
    return problem;
  }

  private static String contentType(HttpResponse<String> response) {
    return response.headers().firstValue("Content-Type").orElse("").split(";")[0];
  }

  private static String errorOf(HttpResponse<String> response) throws Exception {
    return json.readTree(response.body()).path("errors").path(0).path("message").asText();
  }
}
