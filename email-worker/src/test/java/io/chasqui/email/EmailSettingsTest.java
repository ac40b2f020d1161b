package io.chasqui.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chasqui.platform.config.InvalidSetting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailSettingsTest {

  private static final Map<String, String> LOG_IN = Map.of("username", "u", "password", "canary");

  static Stream<Arguments> badSettings() {
    Map<String, String> oauth2 =
        Map.of(
            "username", "u",
            "oauth2.token-url", "https://login.example.com/token",
            "oauth2.client-id", "id",
            "oauth2.client-secret", "canary");
    return Stream.of(
        bad("host", Map.of("host", " ")),
        bad("host", Map.of("host", "smtp.example.com evil")),
        bad("host", Map.of("host", "http://smtp.example.com")),
        bad("from", Map.of("from", "")),
        bad("from", Map.of("from", "nobody")),
        bad("from", Map.of("from", "a@example.com, b@example.com")),
        bad("from", Map.of("from", "a@ex\u200Dample.com")),
        bad("from", Map.of("from", "josé@example.com")),
        bad("from", Map.of("from", "\"a b\"@example.com")),
        bad("host", Map.of("host", "smtp.ex\u200Dample.com")),
        bad("message-id-domain", Map.of("message-id-domain", "a\u200Db.de")),
        bad("from", Map.of("from", "A <a@example.com>\r\nBcc: evil@example.net")),
        bad("from", Map.of("from", "=?utf-8?q?x=0D=0ABcc:_y?= <a@example.com>")),
        bad("username", Map.of("password", "canary")),
        bad("password", Map.of("username", "u")),
        bad("tls", with(LOG_IN, "tls", "none", "host", "smtp.example.com")),
        bad("tls", with(oauth2, "tls", "none", "host", "10.0.0.1")),
        bad("message-id-domain", Map.of("message-id-domain", "exa mple")),
        bad("username", with(oauth2, "username", "")),
        bad("password", with(oauth2, "password", "canary")),
        bad("oauth2.client-id", with(oauth2, "oauth2.client-id", "")),
        bad("oauth2.client-secret", with(oauth2, "oauth2.client-secret", "")),
        bad("oauth2.token-url", with(oauth2, "oauth2.token-url", "http://login.example.com/")),
        bad("oauth2.token-url", with(oauth2, "oauth2.token-url", "/token")));
  }

  @ParameterizedTest
  @MethodSource("badSettings")
  void stopsTheStartAndNamesTheKey(String key, Map<String, String> given) {
    assertThatExceptionOfType(InvalidSetting.class)
        .isThrownBy(() -> EmailAccount.of(TestEmail.settings(given)))
        .withMessageStartingWith("chasqui.email." + key + " ")
        .satisfies(
            e -> {
              assertThat(e.mend()).isNotBlank();
              assertThat(e + e.mend()).doesNotContain("canary");
            });
  }

  @Test
  void hasTheDefaultsOfTheManual() {
    EmailSettings settings = TestEmail.settings(Map.of());
    assertThat(settings.port()).isEqualTo(587);
    assertThat(settings.tls()).isEqualTo(Tls.REQUIRED);
    assertThat(settings.poolSize()).isEqualTo(8);
    assertThat(settings.retrySchedule())
        .containsExactly(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5));
    assertThat(EmailAccount.of(settings).messageIdDomain()).isEqualTo("example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LocalHost", "127.0.0.1", "127.8.9.1", "::1", "[::1]"})
  void allowsALogInInClearOnThisMachine(String host) {
    EmailAccount account =
        EmailAccount.of(TestEmail.settings(with(LOG_IN, "tls", "none", "host", host)));
    assertThat(account.mayLogInWithoutTls()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost.example.com", "127.0.0.1.nip.io", "0.0.0.0", "10.0.0.1"})
  void takesNoOtherHostForThisMachine(String host) {
    assertThat(EmailAccount.isLoopback(host)).isFalse();
  }

  @Test
  void writesAnInternationalSenderInAscii() {
    EmailAccount account =
        EmailAccount.of(TestEmail.settings(Map.of("from", "Отчёты <a@пример.рф>")));
    assertThat(account.from().getAddress()).isEqualTo("a@xn--e1afmkfd.xn--p1ai");
    assertThat(account.from().getPersonal()).isEqualTo("Отчёты");
    assertThat(account.messageIdDomain()).isEqualTo("xn--e1afmkfd.xn--p1ai");
  }

  @Test
  void makesNoDomainAnother() {
    EmailAccount account =
        EmailAccount.of(
            TestEmail.settings(
                Map.of(
                    "from", "a@faß.de", "host", "smtp.faß.de", "message-id-domain", "straße.de")));
    assertThat(account.from().getAddress()).isEqualTo("a@xn--fa-hia.de");
    assertThat(account.host()).isEqualTo("smtp.xn--fa-hia.de");
    assertThat(account.messageIdDomain()).isEqualTo("xn--strae-oqa.de");
  }

  @Test
  void refusesALayoutWithoutAPlaceForTheMessage(@TempDir Path directory) throws Exception {
    Path layout = Files.writeString(directory.resolve("layout.html"), "<p>hello</p>");
    assertThatExceptionOfType(InvalidSetting.class)
        .isThrownBy(() -> HtmlLayout.of(layout))
        .withMessageStartingWith("chasqui.email.layout ");
    assertThatExceptionOfType(InvalidSetting.class)
        .isThrownBy(() -> HtmlLayout.of(directory.resolve("missing.html")))
        .withMessageStartingWith("chasqui.email.layout ");
  }

  @Test
  void usesALayoutOfTheOperator(@TempDir Path directory) throws Exception {
    Path layout =
        Files.writeString(directory.resolve("layout.html"), "<b>{{subject}}</b>{{message}}");
    assertThat(HtmlLayout.of(layout).render("a<b", "x\ny {{subject}} $1"))
        .isEqualTo("<b>a&lt;b</b>x<br>\r\ny {{subject}} $1");
  }

  private static Arguments bad(String key, Map<String, String> given) {
    return Arguments.of(key, given);
  }

  private static Map<String, String> with(Map<String, String> keys, String... more) {
    Map<String, String> all = new HashMap<>(keys);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }
}
