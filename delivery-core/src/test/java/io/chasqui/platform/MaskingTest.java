package io.chasqui.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "550 5.1.1 <ivan.petrov@example.com>: unknown|550 5.1.1 <i***@e***.com>: unknown",
        "no user at root@localhost|no user at r***@l***",
        "иван@пример.рф is full|и***@п***.рф is full",
        "call +79991234545 now|call +7999***45 now",
        "bot123456:AAF-abcdefghijklmnopqrstuvwxyz012345/sendMessage|bot***/sendMessage",
        "nothing private 2.0.0 Ok|nothing private 2.0.0 Ok"
      })
  void masksWhatIsPrivate(String text, String masked) {
    assertThat(Masking.mask(text)).isEqualTo(masked);
  }

  @Test
  void keepsAProvidersWordsShortAndOnOneLine() {
    assertThat(Masking.providersWords("a\r\nb\u0000c")).isEqualTo("a b c");
    assertThat(Masking.providersWords("x".repeat(1000))).hasSize(500).endsWith("…");
    assertThat(Masking.providersWords("  ")).isNull();
    assertThat(Masking.providersWords(null)).isNull();
  }
}
