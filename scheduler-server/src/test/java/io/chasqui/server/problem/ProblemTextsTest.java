package io.chasqui.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text that is not there would fail an answer, when what was asked for has been done. */
class ProblemTextsTest {

  private static final String[] LANGUAGES = {"", "_es", "_ru"};

  @ParameterizedTest
  @ValueSource(strings = {"problems", "alerts"})
  void everyTextIsThereInEveryLanguageWithTheSameArguments(String file) throws IOException {
    Properties english = texts(file);
    for (String language : LANGUAGES) {
      Properties texts = texts(file + language);

      assertThat(texts.keySet()).as(language).isEqualTo(english.keySet());
      for (String key : texts.stringPropertyNames()) {
        String text = texts.getProperty(key);
        assertThat(text).as(key + language).isNotBlank();
        assertThat(arguments(text))
            .as(key + language)
            .isEqualTo(arguments(english.getProperty(key)));
        assertThat(text.replace("''", "")).as(key + language).doesNotContain("'");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"title", "detail"})
  void everyTypeHasItsTexts(String part) throws IOException {
    Properties texts = texts("problems");
    for (ProblemType type : ProblemType.values()) {
      if (type != ProblemType.INTERNAL_ERROR || part.equals("title")) {
        assertThat(texts.keySet()).contains(part + "." + type.slug());
      }
    }
  }

  private static int arguments(String text) {
    return new MessageFormat(text).getFormatsByArgumentIndex().length;
  }

  private static Properties texts(String name) throws IOException {
    try (Reader in =
        new InputStreamReader(
            ProblemTextsTest.class.getResourceAsStream("/messages/" + name + ".properties"),
            StandardCharsets.UTF_8)) {
      Properties texts = new Properties();
      texts.load(in);
      return texts;
    }
  }
}
