package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpCookie;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People with passwords, their sessions, and what other sites try with these. */
class LoginIT {

  private static final String REQUEUE =
      "/dashboard/api/jobs/01a2016b-78ea-71a4-bd4b-17a493136127/requeue";

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @Test
  void whoOpensAPageLogsInFirstAndIsLedThere() {
    Browser browser = new Browser(server);

    HttpResponse<String> login = browser.open("/dashboard/servers");
    assertThat(login.uri().getPath()).isEqualTo("/login");
    HttpResponse<String> page =
        browser.send("/login", "username", "viewer", "password", ChasquiServer.PASSWORD);

    assertThat(page.uri().getPath()).isEqualTo("/dashboard/servers");
    assertThat(page.statusCode()).isEqualTo(200);
  }

  @Test
  void theServersAddressAloneLeadsToTheConsole() {
    Browser browser = new Browser(server);

    assertThat(browser.logIn("viewer").uri().getPath()).isEqualTo("/console");
    assertThat(browser.open("/").uri().getPath()).isEqualTo("/console");
  }

  @Test
  void whatAScriptAsksWithoutALoginIsRefusedAndNotLedToAPage() {
    HttpResponse<String> answer = new Browser(server).get("/dashboard/api/jobs");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource({"viewer, wrong password", "nobody, correct horse battery", "admin, ''"})
  void whoIsUnknownAndWhoIsWrongGetTheSameAnswer(String name, String password) {
    HttpResponse<String> answer = new Browser(server).logIn(name, password);

    assertThat(answer.uri().toString()).endsWith("/login?error");
    assertThat(answer.body()).contains("Name or password are wrong").doesNotContain(name + "\"");
  }

  /** Their number has no bound, and each would take memory for half an hour. */
  @ParameterizedTest
  @CsvSource({
    "GET, /",
    "GET, /dashboard",
    "GET, /dashboard?q=1",
    "GET, /docs/",
    "GET, /login",
    "GET, /login?q=1",
    "GET, /login?error",
    "GET, /logout",
    "GET, /password",
    "GET, /nothing",
    "POST, /login",
    "POST, /logout",
    "POST, /password",
    "POST, /dashboard/api/jobs",
    "POST, /nothing",
    "DELETE, /nothing",
    "GET, /healthz",
    "GET, /api/deliveries"
  })
  void whoIsNotKnownGetsNoSession(String method, String path) {
    for (String accepted : new String[] {"text/html", "*/*"}) {
      HttpRequest.Builder request =
          server.anonymous(path).header("Accept", accepted).method(method, BodyPublishers.noBody());

      assertThat(server.send(request).headers().allValues("Set-Cookie"))
          .as(accepted)
          .noneMatch(cookie -> cookie.startsWith("CHASQUI_SESSION"));
    }
  }

  @Test
  void whoFailsToLogInGetsNoSession() {
    Browser browser = new Browser(server);

    browser.logIn("viewer", "wrong password");

    assertThat(browser.cookies())
        .extracting(HttpCookie::getName)
        .contains("CHASQUI_CSRF")
        .doesNotContain("CHASQUI_SESSION");
  }

  @Test
  void theSessionBeginsWithTheLoginAndCookiesAreOutOfReachForScriptsAndOtherSites() {
    Browser browser = new Browser(server);
    browser.open("/dashboard/servers");

    browser.logIn("viewer");

    assertThat(browser.cookies())
        .extracting(HttpCookie::getName)
        .contains("CHASQUI_SESSION", "CHASQUI_CSRF");
    assertThat(browser.cookies())
        .allSatisfy(
            cookie -> {
              assertThat(cookie.isHttpOnly()).isTrue();
              assertThat(cookie.getPath()).isEqualTo("/");
            });
    for (String path : new String[] {"/login", "/dashboard"}) {
      assertThat(
              server
                  .send(server.anonymous(path).header("Accept", "text/html").GET())
                  .headers()
                  .allValues("Set-Cookie"))
          .isNotEmpty()
          .allMatch(cookie -> cookie.contains("SameSite=Lax"));
    }
  }

  @Test
  void aSessionThatSomebodyElseHasChosenIsNotTaken() {
    Browser browser = new Browser(server);
    String chosen = "0123456789ABCDEF0123456789ABCDEF";
    browser.keep("CHASQUI_SESSION", chosen);

    browser.logIn("viewer");

    HttpRequest.Builder bySomebodyElse =
        server.anonymous("/dashboard/api/jobs").header("Cookie", "CHASQUI_SESSION=" + chosen);
    assertThat(server.send(bySomebodyElse.GET()).statusCode()).isEqualTo(401);
  }

  /** A neighbouring site can write cookies for ours. */
  @ParameterizedTest
  @ValueSource(
      strings = {"//evil.example/", "https://evil.example/", "/\\evil.example", "/a\r\nb", "x"})
  void aCookieLeadsToNoOtherSiteAfterTheLogin(String page) {
    Browser browser = new Browser(server);
    browser.keep(
        "CHASQUI_WANTED",
        Base64.getUrlEncoder().encodeToString(page.getBytes(StandardCharsets.UTF_8)));

    assertThat(browser.logIn("viewer").uri().getPath()).isEqualTo("/console");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"POST /nothing", "PUT /nothing", "DELETE /dashboard/x", "POST /dashboard/x"})
  void whoShowsNeitherKeyNorLoginIsAskedForOne(String methodAndPath) {
    String[] parts = methodAndPath.split(" ");

    assertThat(
            server
                .send(server.anonymous(parts[1]).method(parts[0], BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void whoLogsOutIsOut() {
    Browser browser = Browser.of(server, "viewer");
    browser.open("/logout");

    browser.send("/logout");

    assertThat(browser.get("/dashboard/api/jobs").statusCode()).isEqualTo(401);
  }

  @Test
  void aViewerSeesAndAnOperatorActs() {
    assertThat(Browser.of(server, "viewer").get("/dashboard/api/jobs").statusCode()).isEqualTo(200);
    assertThat(Browser.of(server, "viewer").act("POST", REQUEUE).statusCode()).isEqualTo(403);
    assertThat(Browser.of(server, "operator").act("POST", REQUEUE).statusCode()).isEqualTo(404);
  }

  @Test
  void withoutTheTokenOfThePageNothingIsDone() {
    Browser browser = Browser.of(server, "admin");

    for (String method : new String[] {"POST", "DELETE"}) {
      HttpResponse<String> answer =
          browser.exchange(browser.request(REQUEUE).method(method, BodyPublishers.noBody()));

      assertThat(answer.statusCode()).as(method).isEqualTo(403);
      assertThat(answer.body()).contains("urn:chasqui:problem:forbidden");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://localhost:1",
        "Origin: http://localhost.evil.example",
        "Origin: not a site",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  void whatComesFromAnotherSiteIsRefusedEvenWithTheToken(String header) {
    Browser browser = Browser.of(server, "admin");

    for (String method : new String[] {"POST", "DELETE"}) {
      HttpResponse<String> answer = browser.act(method, REQUEUE, header.split(": "));

      assertThat(answer.statusCode()).as(method).isEqualTo(403);
    }
  }

  @Test
  void whatComesFromOurPagesIsDone() {
    Browser browser = Browser.of(server, "admin");
    String here = server.uri("").toString();

    assertThat(
            browser
                .act("POST", REQUEUE, "Origin", here, "Sec-Fetch-Site", "same-origin")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void theLoginItselfIsRefusedFromAnotherSite() {
    HttpRequest.Builder login =
        server
            .anonymous("/login")
            .header("Origin", "https://evil.example")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("username=viewer&password=x"));

    assertThat(server.send(login).statusCode()).isEqualTo(403);
  }

  @Test
  void aLoginDoesNotOpenTheApi() {
    assertThat(Browser.of(server, "admin").get("/api/deliveries").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/login", "/dashboard", "/dashboard/api/jobs", "/docs", "/healthz"})
  void everyAnswerTellsBrowsersToBeCareful(String path) {
    var headers = Browser.of(server, "viewer").get(path).headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
    // On pages not "no-referrer": browsers would then send our own forms with "Origin: null".
    assertThat(headers.firstValue("Referrer-Policy"))
        .hasValue(path.equals("/healthz") ? "no-referrer" : "same-origin");
    assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
    assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
    assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty();
    assertThat(headers.firstValue("Server")).isEmpty();
  }
}
