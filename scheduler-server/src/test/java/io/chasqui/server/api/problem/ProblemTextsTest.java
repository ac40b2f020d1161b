package io.chasqui.server.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A text that is not there would fail an answer, when what was asked for has been done. */
class ProblemTextsTest {

  private static final String[] LANGUAGES = {"", "_es", "_ru"};

  static List<String> bundles() {
    return Bundles.names();
  }

  @ParameterizedTest
  @MethodSource("bundles")
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
  void everyTypeHasItsTexts(String part) {
    Set<String> texts =
        Bundles.names().stream().flatMap(BundlesTest::keys).collect(Collectors.toSet());
    for (ProblemType type : types()) {
      if (!type.equals(ProblemTypes.INTERNAL_ERROR) || part.equals("title")) {
        assertThat(texts).contains(part + "." + type.slug());
      }
    }
  }

  @Test
  void noTwoTypesHaveOneName() {
    assertThat(types()).extracting(ProblemType::slug).doesNotHaveDuplicates();
  }

  /** All constants of the features' and the kit's. */
  private static List<ProblemType> types() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.chasqui.server")
            .stream()
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.getRawType().isEquivalentTo(ProblemType.class))
            .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
            .map(field -> value(field.reflect()))
            .toList();
  }

  private static ProblemType value(Field constant) {
    try {
      constant.setAccessible(true);
      return (ProblemType) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static int arguments(String text) {
    return new MessageFormat(text).getFormatsByArgumentIndex().length;
  }

  private static Properties texts(String name) throws IOException {
    try (Reader in =
        new InputStreamReader(
            ProblemTextsTest.class.getResourceAsStream("/" + name + ".properties"),
            StandardCharsets.UTF_8)) {
      Properties texts = new Properties();
      texts.load(in);
      return texts;
    }
  }
}
