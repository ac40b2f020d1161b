package io.chasqui.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {

  private static final List<String> KNOWN =
      List.of(
          "correlationId",
          "customerId",
          "toEmail",
          "subject",
          "message",
          "scheduledTime",
          "delay",
          "expiresAt");

  @ParameterizedTest
  @CsvSource({
    "shceduledTime,  scheduledTime",
    "scheduleTime,   scheduledTime",
    "scheduled_time, scheduledTime",
    "scheduled-time, scheduledTime",
    "ScheduledTIME,  scheduledTime",
    "sheduledtime,   scheduledTime",
    "correlationID,  correlationId",
    "corelation_id,  correlationId",
    "toMail,         toEmail",
    "tomail,         toEmail",
    "' delay ',      delay",
    "dealy,          delay",
    "subjekt,        subject",
    "mesage,         message",
    "expireAt,       expiresAt"
  })
  void findsWhatWasMeant(String given, String meant) {
    assertThat(NearestName.of(given, KNOWN)).hasValue(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "priority", "__proto__", "@type", "\ud800", "日本", "\0"})
  void doesNotGuessWhereNothingIsAlike(String given) {
    assertThat(NearestName.of(given, KNOWN)).isEmpty();
  }

  @Test
  void takesNoTimeForWhatIsFarTooLong() {
    assertThat(NearestName.of("delay".repeat(20_000), KNOWN)).isEmpty();
  }

  @Test
  void theMachinesLanguageDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(NearestName.of("CUSTOMERID", KNOWN)).hasValue("customerId");
    } finally {
      Locale.setDefault(before);
    }
  }
}
