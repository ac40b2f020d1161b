package io.chasqui.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoInstantTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2030-01-31T10:20:30Z                 | 2030-01-31T10:20:30Z
          2030-01-31t10:20:30z                 | 2030-01-31T10:20:30Z
          2030-01-31T10:20Z                    | 2030-01-31T10:20:00Z
          2030-01-31T10:20:30+05:30            | 2030-01-31T04:50:30Z
          2030-01-31T10:20:30+0530             | 2030-01-31T04:50:30Z
          2030-01-31T10:20:30+05               | 2030-01-31T05:20:30Z
          2030-01-31T10:20:30-08               | 2030-01-31T18:20:30Z
          2030-01-31T10:20:30\u221208:00       | 2030-01-31T18:20:30Z
          2030-01-31T10:20:30-00:00            | 2030-01-31T10:20:30Z
          2030-01-31T10:20:30+05:41:16         | 2030-01-31T04:39:14Z
          2030-01-31T10:20:30+23:59            | 2030-01-30T10:21:30Z
          2030-01-31T10:20:30-23:59            | 2030-02-01T10:19:30Z
          2030-01-31T10:20:30,5Z               | 2030-01-31T10:20:30.5Z
          2030-01-31T10:20:30.123456789Z       | 2030-01-31T10:20:30.123456Z
          2030-01-31T10:20:30.1234567890Z      | 2030-01-31T10:20:30.123456Z
          2030-01-31T10:20:30.99999999999999Z  | 2030-01-31T10:20:30.999999Z
          20300131T102030Z                     | 2030-01-31T10:20:30Z
          20300131T102030.5+0530               | 2030-01-31T04:50:30.5Z
          20300131T1020+05                     | 2030-01-31T05:20:00Z
          2028-02-29T00:00:00Z                 | 2028-02-29T00:00:00Z
          0001-01-01T00:00:00Z                 | 0001-01-01T00:00:00Z
          9999-12-31T23:59:59.9999999Z         | 9999-12-31T23:59:59.999999Z
          9999-12-31T18:59:59-05:00            | 9999-12-31T23:59:59Z
          """)
  void takesWhatCanMeanOneTimeOnly(String text, Instant time) {
    assertThat(IsoInstant.parse(text)).hasValue(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000-12-31T23:59:59Z",
        "0001-01-01T00:00:00+00:01",
        "0001-01-01T13:59:59+14:00",
        "9999-12-31T23:59:59-00:01",
        "9999-12-31T23:59:59.999999-14:00",
        "+12030-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "+2030-01-01T00:00:00Z"
      })
  void refusesWhatCouldNotBeGivenBackInTheSameForm(String text) {
    assertThat(IsoInstant.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tomorrow",
        "2030",
        "2030-01-31",
        "2030-01-31T10:20:30",
        "2030-01-31 10:20:30Z",
        "2030-0131T10:20:30Z",
        "2030-01-31T10:2030Z",
        "2030-02-29T10:20:30Z",
        "2030-13-01T10:20:30Z",
        "2030-01-31T24:00:00Z",
        "2030-12-31T23:59:60Z",
        "2030-01-31T10:20:30.Z",
        "2030-01-31T10:20:30+24:00",
        "2030-01-31T10:20:30+05:60",
        "2030-01-31T10:20:30+5",
        "2030-01-31T10:20:30Z[UTC]",
        "2030-W05-4T10:20:30Z",
        "2030-031T10:20:30Z",
        "٢٠٣٠-01-31T10:20:30Z",
        "2030-01-31T10:20:30Z\r\nX"
      })
  void refusesTheRest(String text) {
    assertThat(IsoInstant.parse(text)).isEmpty();
  }

  @Test
  void whatItGaveIsTakenAgainAsTheSameTime() {
    Random random = new Random(20261129);
    long first = Instant.parse("0000-12-30T00:00:00Z").getEpochSecond();
    long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() + 200_000;
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      // Half of them near the ends, where a time and its offset may be of different years.
      long near = random.nextLong(400_000);
      long second =
          switch (random.nextInt(4)) {
            case 0 -> first + near;
            case 1 -> last - near;
            default -> random.nextLong(first, last);
          };
      var time =
          IsoInstant.parse(
              Instant.ofEpochSecond(second, random.nextLong(1_000_000_000))
                  .toString()
                  .replace("Z", offset(random)));
      time.ifPresent(
          given -> assertThat(IsoInstant.parse(given.toString())).as("%s", given).hasValue(given));
      taken += time.isPresent() ? 1 : 0;
    }
    assertThat(taken).isGreaterThan(10_000);
  }

  private static String offset(Random random) {
    String sign = random.nextBoolean() ? "+" : "-";
    return "%s%02d:%02d".formatted(sign, random.nextInt(24), random.nextInt(60));
  }
}
