package io.chasqui.platform.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "550 5.1.1 <ivan.petrov@example.com>: unknown|550 5.1.1 <i***@e***.com>: unknown",
        "no user at root@localhost|no user at r***@l***",
        "иван@пример.рф is full|и***@п***.рф is full",
        "उदाहरण@उदाहरण.भारत is full|उ***@उ***.भारत is full",
        "ana@نامه\u200Cای.com is full|a***@ن***.com is full",
        "😀@example.com|😀***@e***.com",
        "ivan@mail。example。com|i***@m***",
        "\"quoted local\"@example.com|\"***\"@e***.com",
        "\"a \\\" b\"@example.com|\"***\"@e***.com",
        "to 'ivan@example.com'.|to 'i***@e***.com'.",
        "ivan/petrov=x{1}@example.com|i***@e***.com",
        "bounce+ivan=gmail.com@example.net|b***@e***.net",
        "mailto:ivan@example.com?subject=x|mailto:i***@e***.com?subject=x",
        "Ask ivan@example.com. Or not|Ask i***@e***.com. Or not",
        "a@b.example,c@d.example;e@f.example|a***@b***.example,c***@d***.example;e***@f***.example",
        "postmaster@[192.168.0.1] says|p***@[*** says",
        "{\"toEmail\":\"ivan@example.com\"}|{\"toEmail\":\"i***@e***.com\"}",
        "?recipient=ivan%40example.com&limit=5|?r***%40e***.com&limit=5",
        "https://user:canary@host.example/x|https://user:c***@h***.example/x",
      })
  void masksAddresses(String text, String masked) {
    assertThat(Masking.mask(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "call +79991234545 now|call +7999***45 now",
        "call +7 999 123-45-45 now|call +7999***45 now",
        "call +7 (999) 123.45.45, now|call +7999***45, now",
        "tel:+7-999-123-45-45|tel:+7999***45",
        "tel:89991234545|tel:8999***45",
        "?phoneNumber=%2B79991234545|?phoneNumber=%2B7999***45",
        "+4612345 is short|+46*** is short",
        "to +79991234545 in 2130 ms|to +7999***45 in 2130 ms",
      })
  void masksPhoneNumbers(String text, String masked) {
    assertThat(Masking.mask(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bot123456:AAF-abcdefghijklmnopqrstuvwxyz012345/sendMessage|bot***/sendMessage",
        "http://x/bot1:canary/sendDocument|http://x/bot***/sendDocument",
        "/bot123456%3AAAF-abcdefghijklmnopqrstuvwxyz012345|/bot***",
        "token 123456789:AAF-abcdefghijklmnopqrstuvwxyz012345 is bad|token *** is bad",
      })
  void masksBotTokens(String text, String masked) {
    assertThat(Masking.mask(text)).isEqualTo(masked);
  }

  @Test
  void masksWebhookSecrets() {
    assertThat(Masking.mask("said whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw=, twice"))
        .isEqualTo("said whsec_***, twice");
  }

  @Test
  void masksTheSecretOfApiKeys() {
    assertThat(
            Masking.mask("Bearer chq_5f0c1a92be47_" + "0123456789abcdef".repeat(4) + " was sent"))
        .isEqualTo("Bearer chq_5f0c1a92be47_*** was sent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing private 2.0.0 Ok",
        "2026-11-22T12:38:36.123+03:00  INFO 4711 --- [worker-1] i.c.delivery.DeliveryRunner : ok",
        "Sun, 22 Nov 2026 12:38:36 +0300 took 1234567 ms",
        "Delivery 0190f3a4-5b6c-7d8e-9fa0-b1c2d3e4f5a6 of report 2026-11:q3",
        "queued <0190f3a4-5b6c-7d8e-9fa0-b1c2d3e4f5a6@mail.example.com>",
        "smtp:mail.example.com:587 and telegram:123456789 rest",
        "Added connection org.postgresql.jdbc.PgConnection@5e7cd6cc",
        "a method with @Transactional at 12:38:36",
        "i***@e***.com, +7999***45, bot***/sendMessage, \"***\"@e***.com, p***@[***"
      })
  void leavesTheRestAsItIs(String text) {
    assertThat(Masking.mask(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "@", "a@", "1", "1:", "+", "+1", "+1 ", "\"", "\"a", "%40", "a.", "-"})
  void takesNoLongerForTextsThatAreMeantToTakeLong(String piece) {
    String text = piece.repeat(100_000);
    assertTimeout(Duration.ofSeconds(2), () -> Masking.mask(text + "@+:tel:" + text + "x@" + text));
  }

  @Test
  void keepsAProvidersWordsShortAndOnOneLine() {
    assertThat(Masking.providersWords("a\r\nb\u0000c\u0085d\u2028e")).isEqualTo("a b c d e");
    assertThat(Masking.providersWords("x".repeat(1000))).hasSize(500).endsWith("…");
    assertThat(Masking.providersWords("  ")).isNull();
    assertThat(Masking.providersWords(null)).isNull();
  }

  @Test
  void keepsAProvidersWordsWithoutHalfACharacter() {
    String words = "5".repeat(498) + "\uD83D\uDE00\uD83D\uDE00 and more";

    assertThat(Masking.providersWords(words)).isEqualTo("5".repeat(498) + "\uD83D\uDE00…");
    assertThat(Masking.providersWords("\uD83D\uDE00".repeat(500))).hasSize(1000);
    assertThat(Masking.providersWords("\uD83D\uDE00".repeat(501))).hasSize(2 * 499 + 1);
  }
}
