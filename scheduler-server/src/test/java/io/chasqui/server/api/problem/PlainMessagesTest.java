package io.chasqui.server.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlainMessagesTest {

  private static final int NUMBER = 67_108_864;

  @ParameterizedTest
  @MethodSource("bundlesAndLanguages")
  void everyTextTakesNumbersAsTheyAre(String bundle, Locale language) {
    PlainMessages messages = messages(bundle);
    ResourceBundle texts = ResourceBundle.getBundle(bundle, Locale.ROOT);

    for (String key : texts.keySet()) {
      String said =
          messages.getMessage(key, new Object[] {NUMBER, NUMBER, NUMBER, NUMBER}, language);

      assertThat(said).as(key).doesNotContain("{");
      if (texts.getString(key).contains("{0}")) {
        assertThat(said).as(key).contains("67108864");
      }
    }
  }

  static Stream<Arguments> bundlesAndLanguages() {
    return Bundles.names().stream()
        .flatMap(
            bundle ->
                Stream.of("en", "es", "ru")
                    .map(tag -> Arguments.of(bundle, Locale.forLanguageTag(tag))));
  }

  @ParameterizedTest
  @CsvSource({"en", "es", "ru", "tr", "ar-EG"})
  void argumentsAreWrittenAlikeInEveryLanguage(Locale language) {
    Object[] arguments = {NUMBER * 1_000L, 0.5, Instant.EPOCH, "1,5"};

    assertThat(
            new PlainMessages()
                .getMessage("{0} {1} {2} {3}", arguments, "{0} {1} {2} {3}", language))
        .isEqualTo("67108864000 0.5 1970-01-01T00:00:00Z 1,5");
  }

  private static PlainMessages messages(String bundle) {
    PlainMessages messages = new PlainMessages();
    messages.setBasename(bundle);
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    messages.setAlwaysUseMessageFormat(true);
    return messages;
  }
}
