package io.chasqui.server.channel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormBodyTest {

  @Test
  void namesAndValuesAreDecodedAndAllOfANameAreKept() {
    assertThat(read("a=1&b+c=%2B%20x%3D+y&a=%F0%9F%98%80&empty=&none&&=v").orElseThrow())
        .containsOnly(
            entry("a", List.of("1", "😀")),
            entry("b c", List.of("+ x= y")),
            entry("empty", List.of("")),
            entry("none", List.of("")),
            entry("", List.of("v")));
  }

  @Test
  void anEmptyBodyHasNoFields() {
    assertThat(read("")).hasValue(Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%4", "%zz=1", "a=%-1"})
  void aBrokenEscapeMakesItNone(String body) {
    assertThat(read(body)).isEmpty();
  }

  private static Optional<Map<String, List<String>>> read(String body) {
    return FormBody.read(body.getBytes(StandardCharsets.UTF_8));
  }
}
