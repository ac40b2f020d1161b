package io.chasqui.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;

class PathSettingsTest {

  private final ApplicationContextRunner context =
      new ApplicationContextRunner().withUserConfiguration(PathSettings.class, Reader.class);

  /** {@code /db} and {@code io} are on our class path too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/db",
        "io",
        "/io/chasqui",
        "data/reports",
        "/srv/with blank ",
        "/srv/per%41cent",
        "/srv/señal и",
        "/srv/a:b;c,d",
        "/srv/#?*!&'",
        "-leading",
        "~",
        "../up",
        "classpath"
      })
  void aPathIsThatOfTheFileSystem(String path) {
    assertThat(read(path)).isEqualTo(Path.of(path));
  }

  @Test
  void aUriOfAFileIsTakenAsWell() {
    assertThat(read("file:///srv/a%20b")).isEqualTo(Path.of("/srv/a b"));
  }

  @Test
  void anEmptySettingIsNone() {
    assertThat(read("")).isNull();
  }

  private @Nullable Path read(String path) {
    Path[] read = new Path[1];
    context
        .withInitializer(
            started -> TestPropertyValues.of(Map.of("chasqui.tried.path", path)).applyTo(started))
        .run(started -> read[0] = started.getBean(TriedSettings.class).path());
    return read[0];
  }

  @EnableConfigurationProperties(TriedSettings.class)
  static class Reader {}

  @ConfigurationProperties("chasqui.tried")
  record TriedSettings(@Nullable Path path) {}
}
