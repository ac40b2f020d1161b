package io.chasqui.messaging.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrgencyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\": \"a\", \"urgency\": \"high\"}     | high",
        "{\"urgency\": \"very-low\"}                   | very-low",
        "{\"title\": \"a\"}                            | normal",
        "{\"urgency\": \"high\\r\\nX-Other: 1\"}       | normal",
        "{\"urgency\": [\"high\"]}                     | normal",
        "{\"data\": {\"urgency\": \"high\"}}           | normal",
        "high                                        | normal"
      })
  void isWhatTheMessageSaysOfItselfWhereThatIsKnown(String message, String expected) {
    assertThat(Urgency.of(message)).isEqualTo(expected);
  }
}
