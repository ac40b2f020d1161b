package io.chasqui.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @ParameterizedTest
  @ValueSource(strings = {"00", "01"})
  void readsWhatACallerWrites(String flags) {
    String header = "00-" + TRACE + "-" + SPAN + "-" + flags;

    assertThat(Traceparent.read(header)).isEqualTo(new Traceparent(header));
  }

  @Test
  void readsALaterVersionAsFarAsItIsKnown() {
    assertThat(Traceparent.read("cc-" + TRACE + "-" + SPAN + "-01-what-comes-later"))
        .isEqualTo(new Traceparent("00-" + TRACE + "-" + SPAN + "-01"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "hello",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-011",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "0-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00F067AA0BA902B7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473-000f067aa0ba902b7-01",
        "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nX: y"
      })
  void takesWhatIsMalformedForNone(String header) {
    assertThat(Traceparent.read(header)).isNull();
    assertThatIllegalArgumentException().isThrownBy(() -> new Traceparent(header));
  }

  @Test
  void aRequestWithoutOneNamesNone() {
    assertThat(Traceparent.read(null)).isNull();
  }
}
