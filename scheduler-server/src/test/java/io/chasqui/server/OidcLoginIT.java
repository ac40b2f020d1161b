package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.testing.TestDatabase;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * People who log in at an OpenID provider and nowhere else, and what is no proof of who they are.
 */
@ExtendWith(OutputCaptureExtension.class)
class OidcLoginIT {

  private static final String REQUEUE =
      "/dashboard/api/jobs/01a2016b-78ea-71a4-bd4b-17a493136127/requeue";

  private static final Map<String, Consumer<OpenIdProvider>> FORGERIES = new LinkedHashMap<>();

  static {
    FORGERIES.put("another key", provider -> provider.idToken.signWithAnotherKey());
    FORGERIES.put("no key", provider -> provider.idToken.doNotSign());
    FORGERIES.put("another audience", forged("aud", "another-client"));
    FORGERIES.put("two audiences", forged("aud", List.of(OpenIdProvider.CLIENT_ID, "another")));
    FORGERIES.put("another issuer", forged("iss", "http://localhost:1"));
    FORGERIES.put("an expired token", forged("exp", Date.from(Instant.now().minusSeconds(300))));
    FORGERIES.put("a token of another login", forged("nonce", "of-another-login"));
    FORGERIES.put("a token without a nonce", forged("nonce", null));
    FORGERIES.put("another person's user info", provider -> provider.userInfoSubject = "4712");
    FORGERIES.put("another state", provider -> provider.state = "of another browser");
    FORGERIES.put("a refusal", provider -> provider.error = "access_denied");
  }

  private static OpenIdProvider provider;
  private static ChasquiServer server;

  @BeforeAll
  static void start() {
    provider = new OpenIdProvider();
    List<String> settings = new ArrayList<>(provider.settings());
    settings.add("--chasqui.login.oidc.roles.viewers=viewer");
    settings.add("--chasqui.login.oidc.roles.operators=operator");
    settings.add("--chasqui.login.oidc.roles[chasqui.example/The admins]=admin");
    settings.add("--server.forward-headers-strategy=native");
    server = ChasquiServer.withoutPeople(TestDatabase.fresh(), settings.toArray(String[]::new));
  }

  @AfterAll
  static void stop() {
    server.close();
    provider.close();
  }

  @BeforeEach
  void reset() {
    provider.reset();
  }

  @Test
  void whoOpensAPageIsLedThroughTheProviderAndBackToIt() {
    provider.idToken.claim("roles", List.of("viewers"));

    HttpResponse<String> page = new Browser(server).open("/dashboard/servers");

    assertThat(page.uri().getPath()).isEqualTo("/dashboard/servers");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(lastLogin()).isEqualTo("PERSON 4711 DONE {\"role\": \"viewer\"}");
  }

  /** Of the audit. */
  private static String lastLogin() {
    return server
        .database
        .jdbc()
        .sql(
            "SELECT concat_ws(' ', actor_kind, actor, result, details) FROM audit_entry"
                + " WHERE act = 'login' ORDER BY id DESC LIMIT 1")
        .query(String.class)
        .single();
  }

  @Test
  void nobodyHasAPassword(CapturedOutput output) {
    String page = new Browser(server).open("/login").body();

    assertThat(page).contains("The company").doesNotContain("type=\"password\"");
    assertThat(server.count("first_person")).isZero();
    assertThat(output).doesNotContain("with the password");
    Browser browser = new Browser(server);
    browser.open("/login");
    browser.send("/login", "username", "admin", "password", ChasquiServer.PASSWORD);
    assertThat(browser.get("/dashboard/api/jobs").statusCode()).isEqualTo(401);
  }

  @Test
  void whatAScriptAsksWithoutALoginIsRefusedAndNotLedToTheProvider() {
    assertThat(new Browser(server).get("/dashboard/api/jobs").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "viewers, 200, 403",
    "operators, 200, 404",
    "chasqui.example/The admins, 200, 404",
    "people, 403, 403",
    "Viewers, 403, 403",
    "admin, 403, 403",
    "ROLE_ADMIN, 403, 403"
  })
  void theClaimsValueIsTheRole(String value, int seen, int done) {
    provider.idToken.claim("roles", List.of("others", value));
    Browser browser = loggedIn();

    assertThat(browser.get("/dashboard/api/jobs").statusCode()).as("sees").isEqualTo(seen);
    // The job is not there; whoever may act learns that.
    browser.open("/logout");
    assertThat(browser.act("POST", REQUEUE).statusCode()).as("acts").isEqualTo(done);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/dashboard", "/dashboard/api/jobs", "/docs", "/v3/api-docs", "/password"})
  void whoHasNoRoleIsToldSoOnEachPage(String path) {
    HttpResponse<String> answer = loggedIn().open(path);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.uri().getPath()).isEqualTo(path);
    assertThat(answer.body())
        .containsAnyOf("urn:chasqui:problem:forbidden", "<h1>Not allowed</h1>")
        .contains("the role");
  }

  static Stream<String> forgeries() {
    return FORGERIES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void nobodyGetsInWith(String forgery, CapturedOutput output) {
    provider.idToken.claim("roles", List.of("viewers"));
    FORGERIES.get(forgery).accept(provider);
    Browser browser = new Browser(server);

    HttpResponse<String> answer = browser.open("/dashboard");

    assertThat(answer.uri().toString()).endsWith("/login?error");
    assertThat(answer.body())
        .contains("The company")
        .doesNotContain("another", "4712", "/token", "invalid_");
    assertThat(browser.get("/dashboard/api/jobs").statusCode()).isEqualTo(401);
    assertThat(output).contains("a login by OpenID Connect did not succeed: ");
    assertThat(lastLogin()).matches("NOBODY REFUSED \\{\"reason\": \"[a-z_]+\"}");
  }

  @Test
  void whyALoginFailedIsLoggedInAWordOfTheProtocolOnly(CapturedOutput output) {
    provider.error = "access_denied";
    new Browser(server).open("/dashboard");
    provider.error = "<b>call 555-0100\n2026 WARN forged";
    new Browser(server).open("/dashboard");

    assertThat(output)
        .contains("did not succeed: access_denied", "did not succeed: unknown_error")
        .doesNotContain("call 555", "forged");
  }

  @Test
  void aCodeIsGoodForTheBrowserThatAskedOnly() {
    provider.idToken.claim("roles", List.of("viewers"));
    Browser asking = new Browser(server);
    URI toProvider = location(asking.get("/oauth2/authorization/company"));
    URI back = location(server.send(HttpRequest.newBuilder(toProvider).GET()));
    String callback = back.getPath() + "?" + back.getRawQuery();

    Browser another = new Browser(server);
    assertThat(another.open(callback).uri().toString()).endsWith("/login?error");
    assertThat(another.get("/dashboard/api/jobs").statusCode()).isEqualTo(401);
    assertThat(asking.open(callback).uri().getPath()).isEqualTo("/console");
    assertThat(asking.open(callback).uri().toString()).endsWith("/login?error");
  }

  /** Anybody can begin a login. */
  @Test
  void theSessionBeginsWhenThePersonIsKnown() {
    provider.idToken.claim("roles", List.of("viewers"));
    Browser browser = new Browser(server);
    HttpResponse<String> toTheProvider = browser.get("/oauth2/authorization/company");

    assertThat(toTheProvider.statusCode()).isEqualTo(302);
    assertThat(names(browser)).contains("CHASQUI_LOGIN").doesNotContain("CHASQUI_SESSION");
    browser.open("/dashboard");
    assertThat(names(browser)).contains("CHASQUI_SESSION");
  }

  private static List<String> names(Browser browser) {
    return browser.cookies().stream().map(HttpCookie::getName).toList();
  }

  @Test
  void whoLogsOutIsOutHereAndAtTheProvider() {
    provider.idToken.claim("roles", List.of("viewers"));
    Browser browser = loggedIn();
    browser.open("/logout");

    HttpResponse<String> answer = browser.send("/logout");

    assertThat(browser.get("/dashboard/api/jobs").statusCode()).isEqualTo(401);
    // No redirect: our pages' forms may lead nowhere else, and browsers count those.
    assertThat(answer.uri().getPath()).isEqualTo("/logout");
    String next = answer.headers().firstValue("Refresh").orElseThrow();
    assertThat(next).startsWith("0; url=" + provider.issuer() + "/logout?");
    Map<String, String> asked =
        OpenIdProvider.parameters(URI.create(next.substring("0; url=".length())).getRawQuery());
    assertThat(asked)
        .containsEntry("post_logout_redirect_uri", server.uri("/login?logout").toString())
        .containsKey("id_token_hint");
  }

  @Test
  void behindAProxyThatEndsTlsTheProviderIsToldTheProxysAddress() {
    HttpResponse<String> answer =
        server.send(
            server
                .anonymous("/oauth2/authorization/company")
                .headers("X-Forwarded-Proto", "https", "X-Forwarded-Host", "chasqui.example")
                .GET());

    assertThat(OpenIdProvider.parameters(location(answer).getRawQuery()))
        .containsEntry("redirect_uri", "https://chasqui.example/login/oauth2/code/company");
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
  }

  private static Browser loggedIn() {
    Browser browser = new Browser(server);
    browser.open("/dashboard");
    return browser;
  }

  private static URI location(HttpResponse<String> answer) {
    return URI.create(answer.headers().firstValue("Location").orElseThrow());
  }

  private static Consumer<OpenIdProvider> forged(String claim, Object value) {
    return provider -> provider.idToken.claim(claim, value);
  }
}
