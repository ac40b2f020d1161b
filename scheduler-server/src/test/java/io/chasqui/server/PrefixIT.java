package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server with a context path, asked by itself and through a proxy that shows it below another
 * prefix: each address that it gives leads back to it.
 */
class PrefixIT {

  private static final Pattern LINK = Pattern.compile("(?:src|href|action)=\"([^\"#]+)\"");
  private static final String CONTEXT = "/chasqui";
  private static final String NOBODYS_JOB = "/api/jobs/01a2016b-78ea-71a4-bd4b-17a493136127";
  private static final ObjectMapper json = new ObjectMapper();

  private static ChasquiServer server;
  private static PrefixProxy proxy;

  @BeforeAll
  static void start() throws IOException {
    server =
        ChasquiServer.start(
            "--server.servlet.context-path=" + CONTEXT,
            "--server.forward-headers-strategy=native",
            // Of 127.0.0.0/8 this one alone, so that there is one that is not believed.
            "--server.tomcat.remoteip.internal-proxies=127\\.0\\.0\\.1|::1|0:0:0:0:0:0:0:1");
    proxy = new PrefixProxy("/intern/mail", server.uri(CONTEXT));
  }

  @AfterAll
  static void stop() {
    proxy.close();
    server.close();
  }

  static Stream<URI> doors() {
    return Stream.of(server.uri(CONTEXT), proxy.uri());
  }

  @ParameterizedTest
  @MethodSource("doors")
  void whatAnAnswerNamesIsThere(URI door) throws Exception {
    Browser caller = new Browser(door);
    String email = "{\"correlationId\": \"c\", \"toEmail\": \"a@b.example\", \"delay\": \"PT1H\"}";
    String message = "{\"correlationId\": \"c\", \"chatId\": 7, \"delay\": \"PT1H\"}";
    String notice = "{\"to\": \"a@b.example\", \"subject\": \"s\", \"body\": \"b\"}";
    List<HttpResponse<String>> answers =
        List.of(
            ask(caller, "POST", "/api/schedule-email", "application/json", email),
            ask(caller, "POST", "/api/schedule-messaging", "application/json", message),
            ask(caller, "POST", "/api/notify", "application/json", notice),
            ask(
                caller,
                "PUT",
                "/api/reports/r" + door.getPort(),
                "application/pdf",
                "%PDF-1.4 of " + door));

    for (HttpResponse<String> answer : answers) {
      URI location = door.resolve(answer.headers().firstValue("Location").orElseThrow());
      assertThat(location.getPath()).startsWith(door.getPath() + "/api/");
      String path = location.getPath().substring(door.getPath().length());
      assertThat(ask(caller, "GET", path, "application/json", "").statusCode())
          .as(location.toString())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @MethodSource("doors")
  void problemsNameThePathThatWasCalled(URI door) throws Exception {
    Browser caller = new Browser(door);

    for (String path : List.of("/api/nothing", "/api/deliveries/x", "/api/schedule-email")) {
      HttpResponse<String> answer = ask(caller, "GET", path, "application/json", "");

      assertThat(answer.statusCode()).as(path).isIn(400, 404, 405);
      assertThat(json.readTree(answer.body()).path("instance").asText())
          .isEqualTo(door.getPath() + path);
    }
    // By the web server's own dispatch of errors.
    HttpResponse<String> broken = ask(caller, "POST", "/api/notify", "*/*", "{}");
    assertThat(json.readTree(broken.body()).path("instance").asText())
        .isEqualTo(door.getPath() + "/api/notify");
  }

  @ParameterizedTest
  @MethodSource("doors")
  void peopleLogInAndOut(URI door) {
    Browser browser = new Browser(door);

    HttpResponse<String> login = browser.open("/dashboard/servers");
    assertThat(login.uri()).isEqualTo(URI.create(door + "/login"));
    assertLinksWork(browser, door, login);
    HttpResponse<String> page =
        browser.send("/login", "username", "viewer", "password", ChasquiServer.PASSWORD);
    assertThat(page.uri().getPath()).isEqualTo(door.getPath() + "/dashboard/servers");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(browser.cookies()).extracting("path").containsOnly(door.getPath());
    assertThat(browser.open("/").uri()).isEqualTo(URI.create(door + "/console"));
    assertThat(browser.open("/dashboard/").uri()).isEqualTo(URI.create(door + "/dashboard"));

    browser.open("/logout");
    HttpResponse<String> bye = browser.send("/logout");

    assertThat(bye.uri()).isEqualTo(URI.create(door + "/login?logout"));
    assertThat(browser.get("/dashboard/api/jobs").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void theDashboardWorks(URI door) {
    Browser operator = operator(door);
    HttpResponse<String> page = operator.open("/dashboard");

    assertThat(page.body()).contains("<meta name=\"prefix\" content=\"" + door.getPath() + "\"/>");
    assertThat(assertLinksWork(operator, door, page)).isGreaterThan(5);
    assertThat(operator.get("/dashboard/api/servers").statusCode()).isEqualTo(200);
    assertThat(operator.get("/dashboard/api/jobs?state=FAILED&offset=0&limit=20").statusCode())
        .isEqualTo(200);
    assertThat(operator.statusOf("GET", "/dashboard/sse/jobstats")).isEqualTo(200);
    String origin = "http://localhost:" + door.getPort();
    assertThat(
            operator.act("POST", "/dashboard" + NOBODYS_JOB + "/requeue", "Origin", origin).body())
        .contains("\"status\":404");
    assertThat(
            operator
                .act("DELETE", "/dashboard" + NOBODYS_JOB, "Origin", "http://localhost:1")
                .statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void theDocumentationWorks(URI door) throws Exception {
    Browser viewer = operator(door);

    HttpResponse<String> page = viewer.open("/docs/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.uri().getPath()).startsWith(door.getPath() + "/");
    assertThat(page.body()).contains("swagger-ui");
    for (var link : LINK.matcher(page.body()).results().toList()) {
      String path = page.uri().resolve(link.group(1)).getPath();
      assertThat(path).startsWith(door.getPath() + "/");
      assertThat(viewer.get(path.substring(door.getPath().length())).statusCode())
          .as(path)
          .isEqualTo(200);
    }
    String script = viewer.get("/swagger-ui/swagger-initializer.js").body().replaceAll("\\s", "");
    assertThat(script).contains(door.getPath() + "/v3/api-docs");
    JsonNode document = json.readTree(viewer.get("/v3/api-docs").body());
    assertThat(document.path("servers").path(0).path("url").asText()).isEqualTo(door.getPath());
    assertThat(document.path("paths").has("/api/notify")).isTrue();
  }

  @ParameterizedTest
  @MethodSource("doors")
  void healthIsThereToo(URI door) {
    Browser anybody = new Browser(door);

    for (String path : List.of("/healthz", "/actuator/health/readiness")) {
      assertThat(anybody.get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @MethodSource("doors")
  void aProgramThatAsksForAPageIsToldThatItIsOne(URI door) throws Exception {
    Browser curl = new Browser(door);

    for (String path : List.of("/dashboard", "/", "/docs", "/dashboard/api/jobs")) {
      HttpResponse<String> answer = curl.exchange(curl.request(path).header("Accept", "*/*").GET());

      assertThat(answer.statusCode()).as(path).isEqualTo(401);
      assertThat(json.readTree(answer.body()).path("detail").asText())
          .isEqualTo(
              "This is a page for people. Open it in a browser; the login is at "
                  + door.getPath()
                  + "/login. Programs use the API, "
                  + door.getPath()
                  + "/api/..., with a key.");
    }
    assertThat(curl.get("/v3/api-docs").body()).contains("Send a live API key");
  }

  @Test
  void aPrefixIsBelievedFromTrustedProxiesAlone() throws Exception {
    assertThat(locationFor("127.0.0.1", "/intern")).startsWith("/intern/api/deliveries/");
    assertThat(locationFor("127.0.0.1", "/outer, /inner/")).startsWith("/outer/inner/api/");
    assertThat(locationFor("127.0.0.2", "/intern")).startsWith("/chasqui/api/deliveries/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//evil.example",
        "evil",
        "http://evil.example",
        "/a/../b",
        "/.",
        "/a b",
        "/a?b",
        "/a%2f",
        "/\\evil",
        "/a//b",
        "/ä"
      })
  void aPrefixThatIsNoneIsLeftOut(String prefix) throws Exception {
    assertThat(locationFor("127.0.0.1", prefix)).startsWith("/chasqui/api/deliveries/");
  }

  private static Browser operator(URI door) {
    Browser browser = new Browser(door);
    browser.logIn("operator");
    browser.open("/dashboard");
    return browser;
  }

  private static HttpResponse<String> ask(
      Browser caller, String method, String path, String type, String body) {
    return caller.exchange(
        caller
            .request(path)
            .headers(server.authorization())
            .header("Content-Type", type)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  private static int assertLinksWork(Browser browser, URI door, HttpResponse<String> page) {
    List<String> links =
        LINK.matcher(page.body()).results().map(link -> link.group(1)).distinct().toList();
    for (String link : links) {
      assertThat(link).startsWith(door.getPath() + "/");
      assertThat(browser.get(link.substring(door.getPath().length())).statusCode())
          .as(link)
          .isEqualTo(200);
    }
    return links.size();
  }

  /** Of a delivery that somebody at a local address asks for; empty without one. */
  private static String locationFor(String callersAddress, String prefix) throws IOException {
    int port = server.uri("").getPort();
    String body = "{\"to\": \"a@b.example\", \"subject\": \"s\", \"body\": \"b\"}";
    try (Socket socket =
        new Socket(
            InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName(callersAddress), 0)) {
      String request =
          String.join(
              "\r\n",
              "POST /chasqui/api/notify HTTP/1.1",
              "Host: localhost",
              "Connection: close",
              server.authorizationLine(),
              "X-Forwarded-For: 203.0.113.7",
              "X-Forwarded-Prefix: " + prefix,
              "Content-Type: application/json",
              "Content-Length: " + body.length(),
              "",
              body);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("Location: "))
          .map(line -> line.substring("Location: ".length()))
          .findFirst()
          .orElse("");
    }
  }
}
