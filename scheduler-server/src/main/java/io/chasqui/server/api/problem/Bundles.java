package io.chasqui.server.api.problem;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The bundles of texts that there are: each feature has one, {@code messages/<feature>.properties}
 * in English, with {@code _es} and {@code _ru} beside it.
 */
final class Bundles {

  private static final String ALL = "classpath*:messages/*.properties";

  /** Without a language in it. */
  private static final Pattern ENGLISH = Pattern.compile("([a-z-]+)\\.properties");

  private Bundles() {}

  /**
   * As {@link java.util.ResourceBundle} names them, in the order of the alphabet.
   *
   * @throws IllegalStateException when they cannot be looked for
   */
  static List<String> names() {
    return Arrays.stream(files()).flatMap(Bundles::name).distinct().sorted().toList();
  }

  private static Resource[] files() {
    try {
      return new PathMatchingResourcePatternResolver(Bundles.class.getClassLoader())
          .getResources(ALL);
    } catch (IOException e) {
      throw new IllegalStateException("The texts for callers cannot be looked for", e);
    }
  }

  private static Stream<String> name(Resource file) {
    Matcher english = ENGLISH.matcher(Objects.requireNonNullElse(file.getFilename(), ""));
    return english.matches() ? Stream.of("messages/" + english.group(1)) : Stream.empty();
  }
}
