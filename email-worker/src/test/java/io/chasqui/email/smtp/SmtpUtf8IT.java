package io.chasqui.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.Delivered;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.email.EmailSettings;
import io.chasqui.email.TestEmail;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses in other letters than ASCII before the at sign, RFC 6531. */
class SmtpUtf8IT {

  private static final String OFFERED = "250-localhost\n250-8BITMIME\n250-SMTPUTF8\n250 HELP";

  private final ScriptedSmtpServer server = new ScriptedSmtpServer();
  private final EmailSettings settings =
      TestEmail.settings(Map.of("port", String.valueOf(server.port()), "tls", "none"));
  private final TestMailer mailer = new TestMailer(settings, Clock.systemUTC());

  @AfterEach
  void close() {
    mailer.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"иван@example.org", "josé.pérez@xn--fa-hia.de", "用户@example.org"})
  void areSentWhereTheServerOffersIt(String recipient) {
    server.always("EHLO", OFFERED);

    assertThat(submit(recipient)).isInstanceOf(Delivered.class);
    assertThat(server.received()).contains("MAIL FROM:<reports@example.com> SMTPUTF8");
    assertThat(heard()).contains("\r\nRCPT TO:<" + recipient + ">\r\n");
    assertThat(heard()).contains("\r\nTo: " + recipient + "\r\n");
  }

  @Test
  void haveTheirDomainInAsciiThereToo() {
    server.always("EHLO", OFFERED);

    submit("иван@faß.de");

    assertThat(heard()).contains("RCPT TO:<иван@xn--fa-hia.de>");
  }

  @Test
  void endTheirDeliveryBeforeAnythingIsSentWhereTheServerDoesNotOfferIt() {
    Outcome outcome = submit("иван@example.org");

    assertThat(outcome).isInstanceOf(PermanentFailure.class);
    assertThat(outcome.code()).isEqualTo("SMTPUTF8_NOT_OFFERED");
    assertThat(outcome.detail()).contains("SMTPUTF8").doesNotContain("иван");
    assertThat(server.received()).allMatch(line -> line.startsWith("EHLO"));
  }

  @Test
  void leaveTheConnectionToOtherMails() {
    submit("ivan@example.org");
    submit("иван@example.org");
    submit("иван@example.org");

    assertThat(submit("ivan@example.org")).isInstanceOf(Delivered.class);
    assertThat(server.connections()).isEqualTo(1);
    assertThat(server.messages()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ivan@example.org", "ivan@faß.de"})
  void areNotWhatAnAddressInAsciiIs(String recipient) {
    server.always("EHLO", OFFERED);

    submit(recipient);

    assertThat(server.received()).contains("MAIL FROM:<reports@example.com>");
  }

  @Test
  void areRefusedAsOthersAre() {
    server.always("EHLO", OFFERED).always("RCPT", "550 5.1.1 unknown");

    assertThat(submit("иван@example.org").code()).isEqualTo("RECIPIENT_REJECTED");
  }

  private Outcome submit(String recipient) {
    return mailer.submit(TestEmail.mail(settings, recipient));
  }

  private String heard() {
    return new String(server.heard().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
