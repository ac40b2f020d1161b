package io.chasqui.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.delivery.Outcome.Delivered;
import io.chasqui.email.ComposedMail;
import io.chasqui.email.EmailSettings;
import io.chasqui.email.TestEmail;
import io.chasqui.email.TestGreenMail;
import io.chasqui.testing.TestCertificates;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encryption, and what happens when it cannot be had. */
class SmtpTlsIT {

  private static final Map<String, String> LOG_IN =
      Map.of("username", "user", "password", "canary-secret");

  private final ScriptedSmtpServer server = new ScriptedSmtpServer();

  @AfterEach
  void closeServer() {
    server.close();
  }

  @Test
  void sendsOverImplicitTls() {
    GreenMail mail = TestGreenMail.smtps();
    try {
      Outcome outcome =
          submit(
              mail.getSmtps().getPort(),
              Map.of("tls", "implicit", "ca-certificate", trusted(TestCertificates.ofLocalhost())));
      assertThat(outcome).isInstanceOf(Delivered.class);
      assertThat(mail.getReceivedMessages()).hasSize(1);
    } finally {
      mail.stop();
    }
  }

  @Test
  void logsInOnlyAfterStartTls() {
    server.with(TestCertificates.ofLocalhost().context(), false);
    Outcome outcome =
        submit(
            Map.of("tls", "required", "ca-certificate", trusted(TestCertificates.ofLocalhost())),
            LOG_IN);
    assertThat(outcome).isInstanceOf(Delivered.class);
    assertThat(server.received().subList(0, 4))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("EHLO "),
            line -> assertThat(line).isEqualTo("STARTTLS"),
            line -> assertThat(line).startsWith("EHLO "),
            line -> assertThat(line).startsWith("AUTH PLAIN "));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void encryptsALargeMail(boolean implicit) {
    server.with(TestCertificates.ofLocalhost().context(), implicit);
    EmailSettings settings =
        TestEmail.settings(
            keys(
                server.port(),
                Map.of(
                    "tls",
                    implicit ? "implicit" : "required",
                    "ca-certificate",
                    trusted(TestCertificates.ofLocalhost())),
                Map.of(),
                "localhost"));
    ComposedMail mail = TestEmail.mail(settings, 1_000_000);
    try (TestMailer mailer = new TestMailer(settings, Clock.systemUTC())) {
      assertThat(mailer.submit(mail)).isInstanceOf(Delivered.class);
    }
    assertThat(server.messages())
        .singleElement()
        .asString()
        .contains(new String(mail.report(), StandardCharsets.US_ASCII));
  }

  @Test
  void sendsNothingWhenStartTlsIsNotOffered() {
    Outcome outcome = submit(Map.of("tls", "required"), LOG_IN);
    assertFault(outcome, "TLS_REQUIRED");
    assertThat(server.received()).hasSize(1).allMatch(line -> line.startsWith("EHLO "));
  }

  @Test
  void sendsNothingWhenStartTlsIsRefused() {
    server.with(TestCertificates.ofLocalhost().context(), false).always("STARTTLS", "502 no");
    assertFault(submit(Map.of("tls", "required"), LOG_IN), "TLS_REQUIRED");
    assertThat(server.messages()).isEmpty();
  }

  @Test
  void usesStartTlsWhenItIsOfferedInOpportunisticMode() {
    server.with(TestCertificates.ofLocalhost().context(), false);
    Map<String, String> keys =
        Map.of("tls", "opportunistic", "ca-certificate", trusted(TestCertificates.ofLocalhost()));
    assertThat(submit(keys, LOG_IN)).isInstanceOf(Delivered.class);
    assertThat(server.received()).contains("STARTTLS");
  }

  @Test
  void goesOnInClearInOpportunisticModeWithoutLogIn() {
    assertThat(submit(Map.of("tls", "opportunistic"), Map.of())).isInstanceOf(Delivered.class);
  }

  /** Under a name that is not known to be this machine, as of any other host. */
  @Test
  void neverLogsInInClearInOpportunisticMode() {
    EmailSettings settings =
        TestEmail.settings(keys(server.port(), Map.of("tls", "opportunistic"), LOG_IN, "0.0.0.0"));
    assertFault(submit(settings), "TLS_REQUIRED");
    assertThat(server.received()).noneMatch(line -> line.startsWith("AUTH"));
    assertThat(server.messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesACertificateNobodyVouchesFor(boolean implicit) {
    server.with(TestCertificates.ofLocalhost().context(), implicit);
    Outcome outcome = submit(Map.of("tls", implicit ? "implicit" : "required"), LOG_IN);
    assertFault(outcome, "TLS_FAILED");
    assertThat(server.received()).noneMatch(line -> line.startsWith("AUTH"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesACertificateOfAnotherHost(boolean implicit) {
    server.with(TestCertificates.ofOtherHost().context(), implicit);
    Outcome outcome =
        submit(
            Map.of(
                "tls",
                implicit ? "implicit" : "required",
                "ca-certificate",
                trusted(TestCertificates.ofOtherHost())),
            LOG_IN);
    assertFault(outcome, "TLS_FAILED");
    assertThat(server.received()).noneMatch(line -> line.startsWith("AUTH"));
  }

  @Test
  void triesAgainLaterWhenTheHandshakeBreaksOff() {
    // Speaks SMTP where TLS is expected.
    Outcome outcome = submit(Map.of("tls", "implicit", "read-timeout", "500ms"), Map.of());
    assertFault(outcome, "SEND_FAILED");
  }

  private static void assertFault(Outcome outcome, String code) {
    assertThat(outcome).isInstanceOf(ChannelFault.class);
    assertThat(outcome.code()).isEqualTo(code);
    assertThat(String.valueOf(outcome)).doesNotContain("canary-secret");
  }

  private static String trusted(TestCertificates certificates) {
    return certificates.pem().toString();
  }

  private Outcome submit(Map<String, String> given, Map<String, String> logIn) {
    return submit(TestEmail.settings(keys(server.port(), given, logIn, "localhost")));
  }

  private static Outcome submit(int port, Map<String, String> given) {
    return submit(TestEmail.settings(keys(port, given, Map.of(), "localhost")));
  }

  private static Outcome submit(EmailSettings settings) {
    try (TestMailer mailer = new TestMailer(settings, Clock.systemUTC())) {
      return mailer.submit(TestEmail.mail(settings));
    }
  }

  private static Map<String, String> keys(
      int port, Map<String, String> given, Map<String, String> logIn, String host) {
    Map<String, String> keys = new HashMap<>(given);
    keys.putAll(logIn);
    keys.put("host", host);
    keys.put("port", String.valueOf(port));
    return keys;
  }
}
