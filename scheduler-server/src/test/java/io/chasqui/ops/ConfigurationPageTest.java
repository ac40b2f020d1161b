package io.chasqui.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.platform.UnknownSettings;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/configuration.md names every key of ours, and none that does not exist. */
class ConfigurationPageTest {

  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z0-9.-]+)` \\| `([A-Z0-9_]+)` \\|", Pattern.MULTILINE);

  @Test
  void namesEveryKeyOfOurs() {
    assertThat(documented().keySet()).containsAll(SettingsKeys.ours());
  }

  @Test
  void namesNoKeyThatDoesNotExist() {
    Set<String> known = new TreeSet<>(SettingsKeys.ours());
    known.addAll(SettingsKeys.ofLibraries());

    assertThat(known).containsAll(documented().keySet());
  }

  /** Or one application would refuse what is another's. */
  @Test
  void everyApplicationKnowsTheAreasOfAll() {
    assertThat(UnknownSettings.AREAS)
        .containsExactlyInAnyOrderElementsOf(
            SettingsKeys.ours().stream().map(key -> key.split("\\.")[1]).distinct().toList());
  }

  @Test
  void givesEachKeyItsEnvironmentForm() {
    documented()
        .forEach(
            (key, environment) ->
                assertThat(environment).as(key).isEqualTo(SettingsKeys.environmentForm(key)));
  }

  @Test
  void keysAreReadFromSettingsRecordsWithTheRecordsInThem() {
    String source =
        """
        /** @param unrelated (a comment) */
        @ConfigurationProperties("chasqui.example")
        record ExampleSettings(
            @DefaultValue({"5s", "1m, or (more)"}) List<@DurationMin(nanos = 0) Duration> retrySchedule,
            @DefaultValue Inner inner) {
          record Inner(@Nullable URI baseUrl) {}
        }
        """;

    assertThat(SettingsKeys.keysOf(source))
        .containsExactly("chasqui.example.inner.base-url", "chasqui.example.retry-schedule");
    assertThat(SettingsKeys.ours()).contains("chasqui.storage.http.base-url");
    assertThat(SettingsKeys.ofLibraries()).contains("spring.datasource.url");
  }

  private static Map<String, String> documented() {
    Map<String, String> keys = new TreeMap<>();
    Matcher row = ROW.matcher(Repository.text("docs/configuration.md"));
    while (row.find()) {
      keys.put(row.group(1), row.group(2));
    }
    return keys;
  }
}
