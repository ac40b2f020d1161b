package io.chasqui.delivery.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {

  /** RFC 5894, 7.2: four characters that IDNA2003 maps to others or drops. */
  @ParameterizedTest
  @CsvSource({
    "faß.de, xn--fa-hia.de",
    "straße.example, xn--strae-oqa.example",
    "ß.de, xn--zca.de",
    "a.ß.b, a.xn--zca.b",
    "βόλος.com, xn--nxasmm1c.com",
    "ΒΌΛΟΣ.com, xn--nxasmq6b.com",
    "نامه\u200Cای.com, xn--mgba3gch31f060k.com",
    "ශ්\u200Dරී.com, xn--10cl1a0b660p.com"
  })
  void isNeverMadeAnother(String written, String ascii) {
    assertThat(DomainName.toAscii(written)).contains(ascii);
  }

  @ParameterizedTest
  @CsvSource({
    "münchen.de, xn--mnchen-3ya.de",
    "MÜNCHEN.de, xn--mnchen-3ya.de",
    "mu\u0308nchen.de, xn--mnchen-3ya.de",
    "ｅｘａｍｐｌｅ.com, example.com",
    "日本。jp, xn--wgv71a.jp",
    "пример.рф, xn--e1afmkfd.xn--p1ai",
    "אב.com, xn--4dbc.com",
    "l·l.cat, xn--ll-0ea.cat"
  })
  void isTheSameInOtherLetters(String written, String ascii) {
    assertThat(DomainName.toAscii(written)).contains(ascii);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ex\u200Dample.com",
        "ex\u200Cample.com",
        "a\u200D.com",
        "a·b.cat",
        "1א.com",
        "a٠.com",
        "ö_b.de",
        "ö b.de",
        "-ö.de",
        "ö-.de",
        "öb--cd.de",
        "ö..de",
        "ö.de.",
        "\u00AD.com",
        "\u0301a.com",
        "ö\uD800.de"
      })
  void isNoNameWhenItsCharactersMayNotStandThere(String written) {
    assertThat(DomainName.toAscii(written)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "EXAMPLE.Com",
        "localhost",
        "r3---sn.example",
        "ab--cd.de",
        "1.example",
        "xn--fa-hia.de",
        "XN--FA-HIA.de",
        "mail.xn--mnchen-3ya.de",
        "foxn--bar.example"
      })
  void staysAsItIsInAscii(String written) {
    assertThat(DomainName.toAscii(written)).contains(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a.",
        ".a",
        "a..b",
        "-a.de",
        "a-.de",
        "a_b.de",
        "a b.de",
        "a\r\nb.de",
        "xn--0.de",
        "xn--ss-.de",
        "xn--fass-.de",
        "xn--.de",
        "xn--a-ecp.ru"
      })
  void isNoNameInAscii(String written) {
    assertThat(DomainName.toAscii(written)).isEmpty();
  }

  @Test
  void isMeasuredAsItGoesOnTheWire() {
    assertThat(DomainName.toAscii("a".repeat(63) + ".de")).isPresent();
    assertThat(DomainName.toAscii("a".repeat(64) + ".de")).isEmpty();
    // 59 characters as they are written, 63 and 64 on the wire.
    assertThat(DomainName.toAscii("ä".repeat(55) + ".de").orElseThrow().indexOf('.'))
        .isLessThanOrEqualTo(63);
    assertThat(DomainName.toAscii("ä".repeat(60) + ".de")).isEmpty();
    assertThat(DomainName.toAscii(("a".repeat(49) + ".").repeat(5) + "abc")).isPresent();
    assertThat(DomainName.toAscii(("a".repeat(49) + ".").repeat(5) + "abcd")).isEmpty();
    assertThat(DomainName.toAscii(("ä".repeat(20) + ".").repeat(12) + "de")).isEmpty();
    assertThat(DomainName.toAscii("ä".repeat(1_000_000))).isEmpty();
  }
}
