package io.chasqui.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.platform.config.SettingAreas;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rows of docs/configuration.md that are written by hand: keys of others. */
class ConfigurationPageTest {

  @Test
  void namesNoKeyOfALibraryThatDoesNotExist() throws IOException {
    Set<String> ofOthers = new TreeSet<>(ConfigurationPage.variables().keySet());
    ofOthers.removeIf(key -> key.startsWith("chasqui."));

    assertThat(ofOthers).contains("spring.datasource.url");
    assertThat(LibraryKeys.all()).containsAll(ofOthers);
  }

  @Test
  void givesEachKeyItsVariable() {
    assertThat(ConfigurationPage.variables())
        .allSatisfy(
            (key, variable) -> assertThat(variable).isEqualTo(ConfigurationPage.variable(key)));
  }

  /** Or one application would refuse what is another's. */
  @Test
  void everyApplicationKnowsTheAreasOfAll() {
    assertThat(SettingAreas.all())
        .isEqualTo(
            ConfigurationPage.variables().keySet().stream()
                .filter(key -> key.startsWith("chasqui."))
                .map(key -> key.split("\\.")[1])
                .collect(Collectors.toSet()));
  }
}
