package io.chasqui.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.delivery.Outcome.Delivered;
import io.chasqui.email.EmailAccount;
import io.chasqui.email.EmailSettings;
import io.chasqui.email.TestEmail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmtpLogInIT {

  private static final String REFUSAL_OF_A_TOKEN =
      "334 " + base64("{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"https://mail/\"}");

  private final ScriptedSmtpServer server = new ScriptedSmtpServer();
  private final MockWebServer tokens = new MockWebServer();
  private final MovableClock clock = new MovableClock();

  @BeforeEach
  void start() throws IOException {
    tokens.start();
  }

  @AfterEach
  void stop() {
    tokens.close();
    server.close();
  }

  @Test
  void logsInByPlain() {
    server.offering("PLAIN");
    assertThat(submit(password())).isInstanceOf(Delivered.class);
    assertThat(server.received()).contains("AUTH PLAIN " + base64("user\0user\0canary-secret"));
  }

  @Test
  void logsInByLogin() {
    server.offering("LOGIN");
    assertThat(submit(password())).isInstanceOf(Delivered.class);
    assertThat(server.received())
        .containsSubsequence("AUTH LOGIN", base64("user"), base64("canary-secret"));
  }

  @Test
  void stopsTheChannelWhenTheServerKnowsNoLogInOfOurs() {
    server.offering("CRAM-MD5");
    assertFault(submit(password()), "AUTHENTICATION_FAILED");
    assertThat(server.messages()).isEmpty();
  }

  @Test
  void stopsTheChannelWhenTheServerOffersNoLogInAtAll() {
    server.always("EHLO", "250 localhost");
    assertFault(submit(password()), "AUTHENTICATION_FAILED");
    assertThat(server.messages()).isEmpty();
  }

  @Test
  void fetchesATokenByTheClientsCredentials() throws Exception {
    enqueueToken("token-1", 3600);
    assertThat(submit(oauth2(Map.of("oauth2.scope", "https://mail/"))))
        .isInstanceOf(Delivered.class);
    assertThat(tokenRequest())
        .contains("grant_type=client_credentials")
        .contains("client_id=id")
        .contains("client_secret=canary-client-secret")
        .contains("scope=https%3A%2F%2Fmail%2F");
    assertThat(server.received()).contains(xoauth2("token-1"));
  }

  @Test
  void fetchesATokenByARefreshToken() throws Exception {
    enqueueToken("token-1", 3600);
    assertThat(submit(oauth2(Map.of("oauth2.refresh-token", "refresh"))))
        .isInstanceOf(Delivered.class);
    assertThat(tokenRequest())
        .contains("grant_type=refresh_token")
        .contains("refresh_token=refresh")
        .doesNotContain("scope");
  }

  @Test
  void keepsATokenUntilShortlyBeforeItExpires() {
    enqueueToken("token-1", 3600);
    enqueueToken("token-2", 3600);
    EmailSettings settings = oauth2(Map.of("connection-max-messages", "1"));
    try (TestMailer mailer = new TestMailer(settings, clock)) {
      submit(settings, mailer);
      clock.move(Duration.ofMinutes(58));
      submit(settings, mailer);
      assertThat(tokens.getRequestCount()).isEqualTo(1);
      clock.move(Duration.ofMinutes(2));
      submit(settings, mailer);
      assertThat(tokens.getRequestCount()).isEqualTo(2);
    }
    assertThat(logIns())
        .containsExactly(xoauth2("token-1"), xoauth2("token-1"), xoauth2("token-2"));
  }

  @Test
  void throwsARefusedTokenAwayAndTriesAFreshOne() {
    server.once("AUTH", "535 5.7.8 token revoked");
    enqueueToken("token-1", 3600);
    enqueueToken("token-2", 3600);
    assertThat(submit(oauth2(Map.of()))).isInstanceOf(Delivered.class);
    assertThat(logIns()).containsExactly(xoauth2("token-1"), xoauth2("token-2"));
  }

  @Test
  void triesAFreshTokenAfterAChallengeToo() {
    server.once("AUTH", REFUSAL_OF_A_TOKEN);
    enqueueToken("token-1", 3600);
    enqueueToken("token-2", 3600);
    assertThat(submit(oauth2(Map.of()))).isInstanceOf(Delivered.class);
  }

  @Test
  void saysWhyATokenWasRefused() {
    server.always("AUTH", REFUSAL_OF_A_TOKEN);
    enqueueToken("canary-token-1", 3600);
    enqueueToken("canary-token-2", 3600);
    Outcome outcome = submit(oauth2(Map.of()));
    assertFault(outcome, "AUTHENTICATION_FAILED");
    assertThat(outcome.detail()).contains("\"status\":\"401\"");
    assertThat(logIns()).hasSize(2);
  }

  @Test
  void stopsTheChannelWhenTheTokenEndpointRefusesUs() {
    tokens.enqueue(
        new MockResponse.Builder().code(400).body("{\"error\":\"invalid_grant\"}").build());
    Outcome outcome = submit(oauth2(Map.of()));
    assertFault(outcome, "AUTHENTICATION_FAILED");
    assertThat(outcome.detail()).contains("invalid_grant");
    assertThat(server.connections()).isZero();
  }

  @Test
  void waitsShortlyWhenTheTokenEndpointIsAway() {
    tokens.enqueue(new MockResponse.Builder().code(503).build());
    Outcome outcome = submit(oauth2(Map.of()));
    assertThat(outcome)
        .isEqualTo(
            new ChannelFault(
                "SERVICE_NOT_AVAILABLE",
                "the token endpoint answered 503",
                SmtpReplyClassifier.HOST_RESTS));
  }

  @Test
  void showsNoSecretInTexts() {
    for (EmailSettings settings : List.of(password(), oauth2(Map.of()))) {
      assertThat(settings + " " + settings.oauth2()).doesNotContain("canary");
      assertThat(String.valueOf(EmailAccount.of(settings))).doesNotContain("canary");
    }
  }

  private static void assertFault(Outcome outcome, String code) {
    assertThat(outcome).isInstanceOf(ChannelFault.class);
    assertThat(outcome.code()).isEqualTo(code);
    assertThat(outcome.toString()).doesNotContain("canary");
  }

  private List<String> logIns() {
    return server.received().stream().filter(line -> line.startsWith("AUTH")).toList();
  }

  private String tokenRequest() throws InterruptedException {
    RecordedRequest request = tokens.takeRequest();
    return request.getBody() == null ? "" : request.getBody().utf8();
  }

  private void enqueueToken(String token, int seconds) {
    tokens.enqueue(
        new MockResponse.Builder()
            .body(
                "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
                    .formatted(token, seconds))
            .build());
  }

  private EmailSettings password() {
    return settings(Map.of("username", "user", "password", "canary-secret"));
  }

  private EmailSettings oauth2(Map<String, String> given) {
    Map<String, String> keys = new HashMap<>(given);
    keys.put("username", "user");
    keys.put("oauth2.token-url", tokens.url("/token").toString());
    keys.put("oauth2.client-id", "id");
    keys.put("oauth2.client-secret", "canary-client-secret");
    return settings(keys);
  }

  private EmailSettings settings(Map<String, String> given) {
    Map<String, String> keys = new HashMap<>(given);
    keys.put("port", String.valueOf(server.port()));
    keys.put("tls", "none");
    return TestEmail.settings(keys);
  }

  private Outcome submit(EmailSettings settings) {
    try (TestMailer mailer = new TestMailer(settings, clock)) {
      return submit(settings, mailer);
    }
  }

  private static Outcome submit(EmailSettings settings, TestMailer mailer) {
    return mailer.submit(TestEmail.mail(settings));
  }

  private static String xoauth2(String token) {
    return "AUTH XOAUTH2 " + base64("user=user\u0001auth=Bearer " + token + "\u0001\u0001");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
