package io.chasqui.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What starts a JVM for somebody sees to it that it does not live on without memory. */
class JvmOptionsTest {

  @ParameterizedTest
  @ValueSource(strings = {"quickstart.sh", "quickstart.cmd", "bench.sh", "Dockerfile"})
  void aProcessWithoutMemoryEnds(String file) {
    List<String> starts =
        Repository.text(file)
            .lines()
            .filter(line -> line.contains("-XX:"))
            .filter(line -> line.matches(".*(\\$java|%JAVA_EXE%|JAVA_TOOL_OPTIONS).*"))
            .toList();

    assertThat(starts)
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains("-XX:+ExitOnOutOfMemoryError"));
  }
}
