package io.chasqui.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Tests run on the most unusual of machines, see pom.xml: what follows its language, its zone or
 * its charset in the words of a protocol is then seen.
 */
class MachineDefaultsTest {

  @Test
  void anIIsNoIHere() {
    assertThat("TITLE".toLowerCase(Locale.getDefault())).isEqualTo("t\u0131tle");
    assertThat("title".toUpperCase(Locale.getDefault())).isEqualTo("T\u0130TLE");
  }

  @Test
  void theZoneIsNoWholeNumberOfHoursFromUtc() {
    assertThat(ZoneId.systemDefault().getRules().getOffset(Instant.EPOCH).getTotalSeconds() % 3600)
        .isNotZero();
  }

  @Test
  void theCharsetHasNoRussianLetters() {
    assertThat(Charset.defaultCharset()).isEqualTo(StandardCharsets.ISO_8859_1);
  }
}
