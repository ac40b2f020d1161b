package io.chasqui.delivery.address;

import static io.chasqui.delivery.address.AddressFault.EMAIL_ADDRESS_LITERAL;
import static io.chasqui.delivery.address.AddressFault.EMAIL_DOMAIN;
import static io.chasqui.delivery.address.AddressFault.EMAIL_MALFORMED;
import static io.chasqui.delivery.address.AddressFault.EMAIL_QUOTED;
import static io.chasqui.delivery.address.AddressFault.EMAIL_TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @ParameterizedTest
  @CsvSource({
    "ana@faß.de, ana@xn--fa-hia.de",
    "Ana.Pérez@example.com, Ana.Pérez@example.com",
    "иван@пример.рф, иван@xn--e1afmkfd.xn--p1ai",
    "o'hara+tag@Example.com, o'hara+tag@Example.com",
    "a!#$%&*/=?^_`{|}~-b@x, a!#$%&*/=?^_`{|}~-b@x"
  })
  void goesOnTheWireWithItsDomainInAscii(String written, String wire) {
    assertThat(EmailAddress.read(written).found().map(EmailAddress::wireForm)).contains(wire);
  }

  @ParameterizedTest
  @CsvSource({
    "иван@example.com, true",
    "josé@example.com, true",
    "josé@faß.de, true",
    "ana@faß.de, false",
    "ana@example.com, false"
  })
  void needsSmtpUtf8ForItsLocalPartAlone(String written, boolean needs) {
    assertThat(EmailAddress.read(written).found().orElseThrow().needsSmtpUtf8()).isEqualTo(needs);
  }

  @Test
  void saysWhichFormsAreNotSupported() {
    assertThat(fault("\"ana maria\"@example.com")).isEqualTo(EMAIL_QUOTED);
    assertThat(fault("\"a@b\"@example.com")).isEqualTo(EMAIL_QUOTED);
    assertThat(fault("\"a\\\"b\"@example.com")).isEqualTo(EMAIL_QUOTED);
    assertThat(fault("ana@[192.0.2.1]")).isEqualTo(EMAIL_ADDRESS_LITERAL);
    assertThat(fault("ana@[IPv6:2001:db8::1]")).isEqualTo(EMAIL_ADDRESS_LITERAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ana",
        "@example.com",
        "a b@example.com",
        "a@b@example.com",
        "a..b@example.com",
        ".a@example.com",
        "a.@example.com",
        "<ana@example.com>",
        "Ana <ana@example.com>",
        "ana@example.com,bo@example.com>",
        "a\r\nb@example.com",
        "a\u202Eb@example.com",
        "a\u2028b@example.com",
        "a\u00A0b@example.com",
        "a\uD800@example.com",
        "\"a\r\nb\"@example.com"
      })
  void isNotOneAddress(String written) {
    assertThat(EmailAddress.read(written).isGood()).isFalse();
    assertThat(fault(written)).isIn(EMAIL_MALFORMED, EMAIL_DOMAIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ana@", "ana@.", "ana@a_b.de", "ana@ex\u200Dample.com", "ana@xn--0.de", "a@b c"})
  void hasADomainThatIsNone(String written) {
    assertThat(fault(written)).isEqualTo(EMAIL_DOMAIN);
  }

  @Test
  void isMeasuredInBytesAsItGoesOnTheWire() {
    assertThat(EmailAddress.read("a".repeat(64) + "@example.com").isGood()).isTrue();
    assertThat(fault("a".repeat(65) + "@example.com")).isEqualTo(EMAIL_TOO_LONG);
    assertThat(EmailAddress.read("é".repeat(32) + "@example.com").isGood()).isTrue();
    assertThat(fault("é".repeat(33) + "@example.com")).isEqualTo(EMAIL_TOO_LONG);
    String domain = ("ä".repeat(20) + ".").repeat(8) + "example";
    assertThat(fault("a".repeat(60) + "@" + domain)).isEqualTo(EMAIL_TOO_LONG);
    assertThat(EmailAddress.read("a@" + domain).isGood()).isTrue();
    // On the wire short, but more than the database keeps.
    assertThat(fault("a@" + "\u00AD".repeat(260) + "example.com")).isEqualTo(EMAIL_TOO_LONG);
    assertThat(fault("a".repeat(1_000_000))).isEqualTo(EMAIL_TOO_LONG);
  }

  @Test
  void tellsItsWireFormOnlyWhereThatDiffers() {
    assertThat(EmailAddress.wireFormUnlessSame("ana@faß.de")).contains("ana@xn--fa-hia.de");
    assertThat(EmailAddress.wireFormUnlessSame("ana@example.com")).isEmpty();
    assertThat(EmailAddress.wireFormUnlessSame("josé@example.com")).isEmpty();
    assertThat(EmailAddress.wireFormUnlessSame("4711")).isEmpty();
    assertThat(EmailAddress.wireFormUnlessSame("ana@ex\u200Dample.com")).isEmpty();
  }

  @Test
  void isMaskedInLogs() {
    assertThat(EmailAddress.read("ana@example.com").found())
        .map(Object::toString)
        .hasValue("EmailAddress[***]");
  }

  private static AddressFault fault(String written) {
    return EmailAddress.read(written).fault();
  }
}
