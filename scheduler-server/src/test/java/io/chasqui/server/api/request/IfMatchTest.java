package io.chasqui.server.api.request;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.server.api.problem.RequestRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

  @ParameterizedTest
  @ValueSource(strings = {"\"7\"", "*", "\"6\", \"7\"", " \"7\" "})
  void takesTheVersionThatItNames(String header) {
    assertThatCode(() -> IfMatch.of(header).require(7L)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"6\"", "7", "W/\"7\"", "", "\"77\"", "'7'"})
  void refusesAnyOther(String header) {
    assertThatThrownBy(() -> IfMatch.of(header).require(7L)).isInstanceOf(RequestRefused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"7\"", "*"})
  void refusesWhatIsNotThere(String header) {
    assertThatThrownBy(() -> IfMatch.of(header).require(null)).isInstanceOf(RequestRefused.class);
  }

  @Test
  void withoutTheHeaderAnythingGoes() {
    assertThatCode(
            () -> {
              IfMatch.of(null).require(7L);
              IfMatch.of(null).require(null);
            })
        .doesNotThrowAnyException();
  }
}
