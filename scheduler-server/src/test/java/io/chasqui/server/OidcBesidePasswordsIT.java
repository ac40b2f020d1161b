package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Some people have passwords and some log in at an OpenID provider, whose roles lie in a claim. */
@ExtendWith(OutputCaptureExtension.class)
class OidcBesidePasswordsIT {

  private static OpenIdProvider provider;
  private static ChasquiServer server;

  @BeforeAll
  static void start() {
    provider = new OpenIdProvider();
    List<String> settings = new ArrayList<>(provider.settings());
    settings.add("--chasqui.login.oidc.roles-claim=realm_access.roles");
    settings.add("--chasqui.login.oidc.roles.chasqui-operator=operator");
    server = ChasquiServer.on(TestDatabase.fresh(), settings.toArray(String[]::new));
  }

  @AfterAll
  static void stop() {
    server.close();
    provider.close();
  }

  @Test
  void whereSomebodyIsConfiguredThereIsNoFirstPerson(CapturedOutput output) {
    assertThat(output).doesNotContain("with the password");
    assertThat(server.count("first_person")).isZero();
  }

  @Test
  void theLoginPageOffersBoth() {
    String page = new Browser(server).open("/dashboard").body();

    assertThat(page)
        .contains("type=\"password\"")
        .contains("href=\"/oauth2/authorization/company\"", "The company");
  }

  @Test
  void eachGetsIn() {
    provider.idToken.claim("realm_access", Map.of("roles", List.of("x", "chasqui-operator")));

    assertThat(new Browser(server).logIn("viewer").uri().getPath()).isEqualTo("/console");
    assertThat(new Browser(server).open("/oauth2/authorization/company").uri().getPath())
        .isEqualTo("/console");
  }

  @Test
  void whoHasTheNameOfAPersonWithAPasswordDoesNotGetThatPersonsRole() {
    provider.idToken.claim("sub", "admin");
    provider.userInfoSubject = "admin";
    Browser browser = new Browser(server);
    browser.open("/oauth2/authorization/company");

    assertThat(browser.get("/dashboard/api/jobs").statusCode()).isEqualTo(403);
    provider.reset();
  }

  @Test
  void whoHasAPasswordLogsOutHereOnly() {
    Browser browser = Browser.of(server, "viewer");
    browser.open("/logout");

    assertThat(browser.send("/logout").uri().toString()).endsWith("/login?logout");
    assertThat(provider.logout).isNull();
    assertThat(browser.get("/dashboard/api/jobs").statusCode()).isEqualTo(401);
  }
}
