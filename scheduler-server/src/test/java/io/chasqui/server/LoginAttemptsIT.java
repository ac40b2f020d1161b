package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.server.security.person.LoginAttempts;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.mock.web.MockHttpServletRequest;

/** Passwords cannot be tried for long. */
class LoginAttemptsIT {

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @BeforeEach
  void nobodyHasTried() {
    server.reset();
  }

  @Test
  void afterFiveWrongPasswordsNotEvenTheRightOneIsLookedAt() {
    try (ChasquiServer another = ChasquiServer.on(server.database)) {
      for (int i = 0; i < 5; i++) {
        assertThat(new Browser(server).logIn("viewer", "wrong " + i).uri().toString())
            .endsWith("/login?error");
      }

      for (ChasquiServer one : new ChasquiServer[] {server, another}) {
        HttpResponse<String> answer = new Browser(one).logIn("viewer", ChasquiServer.PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("<h1>Too many tries to log in</h1>");
        assertThat(Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow()))
            .isBetween(1L, 60L);
      }
      assertThat(new Browser(server).logIn("operator").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void rightPasswordsDoNotCount() {
    for (int i = 0; i < 7; i++) {
      new Browser(server).logIn("viewer");
    }
  }

  @Test
  void oneAddressLocksANameForItselfAlone() {
    LoginAttempts attempts = server.bean(LoginAttempts.class);
    for (int i = 0; i < 150; i++) {
      attempts.begin(loginOf("viewer", "192.0.2.1"));
    }

    assertThat(attempts.begin(loginOf("viewer", "192.0.2.1"))).isPresent();
    assertThat(attempts.begin(loginOf("viewer", "192.0.2.2"))).isEmpty();
  }

  private static HttpServletRequest loginOf(String name, String address) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/login");
    request.setRemoteAddr(address);
    request.setParameter("username", name);
    return request;
  }

  @Test
  void whoTriesIsNotStored() {
    new Browser(server).logIn("ivan@example.com", "wrong");

    assertThat(server.count("rate_limit")).isEqualTo(3);
    assertThat(server.count("rate_limit WHERE id LIKE '%ivan%' OR id LIKE '%127.0.0.1%'")).isZero();
  }
}
