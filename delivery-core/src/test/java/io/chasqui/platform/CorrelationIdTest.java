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
  @ValueSource(strings = {"", ".", "..", "a/b", "a\\b", "a b", "a\n", "é", "a%2f", "a\u0000"})
  void refusesTheRest(String value) {
    assertThatThrownBy(() -> new CorrelationId(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 129})
  void isAtMost128CharactersLong(int length) {
    assertThat(CorrelationId.isValid("x".repeat(length))).isEqualTo(length <= 128);
  }
}
