package io.chasqui.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationIdTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "q3:2026", "A.b_c-d", "...", "a..b", "0"})
  void takesWhatTheContractAllows(String value) {
    assertThat(new CorrelationId(value).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a/b",
        "a\\b",
        "a b",
        "a\n",
        "\na",
        "a\r\n",
        "a\t",
        "é",
        "a%2f",
        "a\u0000",
        // Ways out of a directory
        "../a",
        "a/../b",
        "a/..",
        "/etc/passwd",
        "//host/share",
        "./a",
        "~/a",
        "..\\a",
        "C:\\a",
        "\\\\host\\share",
        "..%2fa",
        "%2e%2e",
        "%2e%2e%2fa",
        "..%252fa",
        "..%c0%afa",
        "..%5ca",
        "a\u0000.pdf",
        "a%00",
        "..;/a",
        "a;b",
        "*",
        "$HOME",
        "`id`",
        "$(id)",
        "{a}",
        // Dots and slashes of other scripts
        "\u2024\u2024",
        "\uff0e\uff0e",
        "\u3002\u3002",
        "a\u2215b",
        "a\uff0fb",
        "a\u2044b",
        "a\ufe68b",
        "a\u202eb",
        "\u0430",
        "\ufeffa",
        // Ways to another address
        "a?b",
        "a#b",
        "a@b",
        "user:pw@host",
        "http://host/a",
        "a&b=c",
        "a=b",
        "a,b",
        "[::1]",
        "a+b"
      })
  void refusesTheRest(String value) {
    assertThatThrownBy(() -> new CorrelationId(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 129})
  void isAtMost128CharactersLong(int length) {
    assertThat(CorrelationId.isValid("x".repeat(length))).isEqualTo(length <= 128);
  }
}
