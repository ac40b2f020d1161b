package io.chasqui.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoDurationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PT0S                     | PT0S
          PT10M                    | PT10M
          pt10m                    | PT10M
          P1W                      | PT168H
          P1W2DT3H4M5S             | PT219H4M5S
          P1D                      | PT24H
          P0.5D                    | PT12H
          P1,5W                    | PT252H
          PT1.5H                   | PT1H30M
          PT0,5M                   | PT30S
          PT1.5S                   | PT1.5S
          PT1.0000000019S          | PT1.000000001S
          PT0.1234567891234567891S | PT0.123456789S
          P0001D                   | PT24H
          -PT5M                    | PT-5M
          PT-5M                    | PT-5M
          -PT-5M                   | PT5M
          +PT5M                    | PT5M
          PT-0.5S                  | PT-0.5S
          PT1H-1M                  | PT59M
          """)
  void takesWhatHasOneLengthOnly(String text, Duration duration) {
    assertThat(IsoDuration.parse(text)).hasValue(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "P",
        "PT",
        "P1DT",
        "P1Y",
        "P1M",
        "P1Y2M",
        "P1H",
        "PT1D",
        "5 minutes",
        "5m",
        "PT5M\r\n1",
        "PT5",
        "PT.5S",
        "PT5.S",
        "PT٥M",
        "P0001-01-01T00:00:00"
      })
  void refusesTheRest(String text) {
    assertThat(IsoDuration.parse(text)).isEmpty();
  }

  @Test
  void aMillionDigitsTakeNoTimeAndMeanVeryLong() {
    String digits = "9".repeat(1_000_000);
    Duration longest = Duration.ofSeconds(1_000_000_000_000_000L);

    assertThat(IsoDuration.parse("P" + digits + "W")).hasValue(longest);
    assertThat(IsoDuration.parse("PT-" + digits + "." + digits + "S")).hasValue(longest.negated());
    assertThat(IsoDuration.parse("PT0." + digits + "S")).hasValue(Duration.ofNanos(999_999_999));
    assertThat(IsoDuration.parse("PT" + "0".repeat(1_000_000) + "5S"))
        .hasValue(Duration.ofSeconds(5));
  }
}
