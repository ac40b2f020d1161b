package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.testing.TestPorts;
import io.chasqui.testing.UnsentBody;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

/** What is no HTTP is refused before the application sees it, in the same form and as tersely. */
@ExtendWith(OutputCaptureExtension.class)
class MalformedHttpIT {

  private static ChasquiServer server;

  @BeforeAll
  static void start() {
    server = ChasquiServer.start("--management.server.port=" + TestPorts.free());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<String> requests() {
    return Stream.of(
        "nonsense\r\n\r\n",
        "GET\r\n\r\n",
        "GET /api/deliveries?x=<y> HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/deliveries/\u0000 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/deliveries/\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n",
        "G\u0000T /api/deliveries HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/deliveries HTTP/1.1\r\n\r\n",
        "GET /api/deliveries HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /api/deliveries HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /api/deliveries HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
        "GET /api/deliveries HTTP/1.1\r\nHost: a\r\nX: \u0000\r\n\r\n",
        "GET /api/deliveries HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
        "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /% HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a%2fb HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a%5cb HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/..;/..;/x HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET http://\u0000/ HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET // HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET //:x:y/z HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET ///etc/passwd;a=b HTTP/1.1\r\nHost: a\r\n\r\n",
        "DELETE /api/deliveries HTTP/1.1\r\nHost: a\r\n\r\n",
        "NONSENSE /api/deliveries HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /api/schedule-email HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        "POST /api/schedule-email HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST /api/schedule-email HTTP/1.1\r\n"
            + "Host: a\r\n"
            + "Content-Length: 1\r\n"
            + "Content-Length: 2\r\n\r\n"
            + "xy",
        chunked("POST /api/schedule-email", "application/json"),
        chunked("POST /api/schedule-email/batch", "application/json"),
        chunked("POST /api/schedule-email/batch", "application/x-ndjson"),
        chunked("PUT /api/reports/r", "application/pdf"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isRefusedInTheSameForm(String request) throws IOException {
    String answer = answerTo(request);

    assertThat(answer).startsWith("HTTP/1.1 4");
    assertThat(answer)
        .contains("application/problem+json")
        .doesNotContain("<html", "Exception", "Tomcat", "Apache", "io.chasqui", "org.", "\tat ");
  }

  /** Bytes 0x80 to 0x9F, which letters of many languages have in UTF-8, are control characters. */
  @ParameterizedTest
  @ValueSource(strings = {"Idempotency-Key: ключ", "X-Client: 😀"})
  void aHeaderWithControlCharactersIsTheCallersFault(String header, CapturedOutput output)
      throws IOException {
    String answer =
        answerTo(
            "POST /api/schedule-email HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + server.authorizationLine().strip()
                + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                + new String(header.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                + "\r\n\r\n{}");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("urn:chasqui:problem:bad-request");
    assertThat(output).doesNotContain("ERROR");
  }

  @ParameterizedTest
  @CsvSource({
    "'POST /api/notify HTTP/1.1\r\nTransfer-Encoding: gzip', 501, not-implemented",
    "'CONNECT example.org:443 HTTP/1.1', 501, not-implemented",
    "'GET /api/deliveries HTTP/3.0', 505, http-version",
    "'GET /api/deliveries HTTP/9.9', 505, http-version"
  })
  void whatIsNotSupportedIsNoErrorOfOurs(String head, int status, String type) throws IOException {
    assertThat(answerTo(head + "\r\nHost: a\r\nAccept-Language: en\r\n\r\n"))
        .startsWith("HTTP/1.1 " + status)
        .contains("application/problem+json", "urn:chasqui:problem:" + type, "not supported")
        .doesNotContainIgnoringCase("internal")
        .contains("\"detail\":\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE / HTTP/1.1", "TRACE /api/deliveries HTTP/1.1", "GET / HTTP/9.9"})
  void echoesNothing(String line) throws IOException {
    assertThat(answerTo(line + "\r\nHost: a\r\nX-Canary: y\r\n\r\n"))
        .startsWith("HTTP/1.1 ")
        .doesNotStartWith("HTTP/1.1 2")
        .doesNotContain("Canary", "<html", "Tomcat");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "GET /%00 HTTP/1.1", "GET /actuator/nothing HTTP/1.1"})
  void thePortOfHealthAndMetricsTellsNothingOfTheInsideEither(String line) throws IOException {
    assertThat(answerTo(management(""), line + "\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 4")
        .doesNotContain("Exception", "Tomcat", "Apache", "io.chasqui", "org.", "\tat ");
  }

  @Test
  void thePortOfHealthAndMetricsReadsNoBody() {
    for (String type : List.of("application/json", "application/x-www-form-urlencoded")) {
      for (String path : List.of("/actuator/health", "/actuator/prometheus", "/nothing")) {
        for (String method : List.of("GET", "POST", "PUT")) {
          URI uri = management(path);
          String line = "Content-Type: " + type;
          assertThat(UnsentBody.statusOf(uri, method, line, UnsentBody.LENGTH)).isBetween(400, 499);
          assertThat(UnsentBody.statusOf(uri, method, line, UnsentBody.CHUNKED))
              .isBetween(200, 499);
        }
      }
    }
  }

  /** JSON has no charset that could be asked for. */
  @ParameterizedTest
  @ValueSource(strings = {"application/json;charset=utf-16", "application/json;charset=ISO-8859-1"})
  void thePortOfHealthAndMetricsAnswersInItsOwnForm(String accept) throws IOException {
    assertThat(
            answerTo(
                management(""),
                "GET /actuator/health HTTP/1.1\r\nHost: a\r\nAccept: " + accept + "\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .contains("{\"status\":\"UP\"");
  }

  @Test
  void whatCallersGetWrongIsNoWarningForOperators(CapturedOutput output) {
    assertThat(server.get("/api/nothing", "Accept", "nonsense").statusCode()).isEqualTo(404);
    assertThat(server.put("/api/deliveries", "text/plain", new byte[0]).statusCode())
        .isEqualTo(405);

    assertThat(output).contains("/api/nothing").doesNotContain("WARN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json;charset=nonsense",
        "application/json;charset",
        "application/json;q=9",
        "application/json;q",
        "application/json;x=\"a,b;q=0\"",
        "text/html, application/json;=;q=0.5",
        "*/*;q=high;x"
      })
  void theApiAnswersInItsOwnForm(String accept) {
    assertThat(server.get("/api/deliveries", "Accept", accept).statusCode()).isEqualTo(200);
  }

  @Test
  void aTypeThatTheApiDoesNotHaveIsRefused() {
    for (String accept : new String[] {"text/html", "nonsense", "text/html;q=\"0"}) {
      assertThat(server.get("/api/deliveries", "Accept", accept).statusCode()).isEqualTo(406);
    }
  }

  private static URI management(String path) {
    int port =
        server.bean(Environment.class).getRequiredProperty("local.management.port", Integer.class);
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static String chunked(String line, String type) {
    return line
        + " HTTP/1.1\r\nHost: a\r\nContent-Type: "
        + type
        + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n%PDF-\r\nno length\r\n";
  }

  private static String answerTo(String request) throws IOException {
    return answerTo(server.uri("/"), request);
  }

  private static String answerTo(URI uri, String request) throws IOException {
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
