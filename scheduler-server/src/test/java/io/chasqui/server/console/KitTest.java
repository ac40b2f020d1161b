package io.chasqui.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks, words, and where forms may lead. */
class KitTest {

  @ParameterizedTest
  @CsvSource({
    "EMAIL, ana@example.com, a•••@e•••",
    "EMAIL, '\"a b\"@c@example.com', '\"•••@e•••'",
    "EMAIL, иван@почта.example, и•••@п•••",
    "EMAIL, x@, •••",
    "TELEGRAM, -1001234545, •••45",
    "TELEGRAM, 12, •••",
    "SMS, +79991234545, •••45",
    "WEBHOOK, 01a2016b-78ea-71a4-bd4b-17a493136127, 01a2016b-78ea-71a4-bd4b-17a493136127"
  })
  void aRecipientIsMasked(Channel channel, String recipient, String masked) {
    assertThat(Mask.of(channel, recipient)).isEqualTo(masked);
  }

  @Test
  void whatWasErasedIsNothing() {
    assertThat(Mask.of(Channel.EMAIL, null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "en, 1, 1 time",
    "en, 2, 2 times",
    "en, 0, 0 times",
    "es, 1, 1 vez",
    "es, 3, 3 veces",
    "ru, 21, 21"
  })
  void numbersAreSaidByTheRulesOfTheLanguage(String language, long number, String said) {
    assertThat(TestWords.in(language).count("console.answer.tried", number)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "212, 212 ms",
    "25000, 25 s",
    "60000, 1 min",
    "185000, 3 min 5 s",
    "7500000, 2 h 5 min",
    "93600000, 1 d 2 h"
  })
  void spansAreSaidInTheirTwoLargestUnits(long millis, String said) {
    assertThat(TestWords.in("en").span(Duration.ofMillis(millis)).replace('\u00a0', ' '))
        .isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    "en, 1, ONE",
    "en, 21, MANY",
    "es, 0, MANY",
    "ru, 1, ONE",
    "ru, 21, ONE",
    "ru, 11, MANY",
    "ru, 3, FEW",
    "ru, 13, MANY",
    "ru, 0, MANY",
    "ru, 104, FEW"
  })
  void formsOfWordsFollowTheLanguage(String language, long number, Plural form) {
    assertThat(Plural.of(number, Locale.forLanguageTag(language))).isEqualTo(form);
  }

  @Test
  void timesAreThoseOfTheViewersZone() {
    Words words = TestWords.in("es");
    Instant time = Instant.parse("2026-11-30T03:04:05.678Z");

    assertThat(words.moment(time)).isEqualTo("29 nov 2026, 22:04:05");
    assertThat(words.utc(time)).isEqualTo("2026-11-30 03:04:05.678 UTC");
    assertThat(words.zone()).isEqualTo("America/Lima");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "//evil.example",
        "/login",
        "/consoleevil",
        "/console//evil.example",
        "/console/\\evil",
        "/console/a b",
        "/console/{x}",
        "/console\r\nX: y"
      })
  void aFormLeadsNowhereElse(String path) {
    assertThat(Redirects.back(path, "/console/x")).isEqualTo("/console/x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console", "/console/uncertain?behind=01a2", "/console?period=1h"})
  void aFormLeadsBackToAPageOfTheConsole(String path) {
    assertThat(Redirects.back(path, "/console/x")).isEqualTo(path);
  }
}
