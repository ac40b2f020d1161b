package io.chasqui.server.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BundlesTest {

  @Test
  void thoseOfAllFeaturesAreFound() {
    assertThat(Bundles.names())
        .contains("messages/problems", "messages/alerts", "messages/contact")
        .isSorted()
        .noneMatch(name -> name.contains("_"));
  }

  /** Which of two would be told would hang on the names of files. */
  @Test
  void noKeyStandsInTwoOfThem() {
    List<String> keys = Bundles.names().stream().flatMap(BundlesTest::keys).toList();

    assertThat(keys).doesNotHaveDuplicates();
  }

  static Stream<String> keys(String bundle) {
    return ResourceBundle.getBundle(bundle, Locale.ROOT).keySet().stream();
  }
}
