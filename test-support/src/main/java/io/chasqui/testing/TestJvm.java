package io.chasqui.testing;

import java.util.List;
import java.util.stream.Stream;

/** The JVMs that tests start. */
public final class TestJvm {

  private TestJvm() {}

  /** Options by which it takes its machine for the same as this one does: language and zone. */
  public static List<String> onTheSameMachine() {
    return Stream.of("user.language", "user.country", "user.timezone")
        .map(key -> "-D" + key + "=" + System.getProperty(key, ""))
        .toList();
  }

  /** The same, and by the same charset; for programs whose output is ASCII, or is not read. */
  public static List<String> onTheSameMachineWithItsCharset() {
    return Stream.concat(
            onTheSameMachine().stream(),
            Stream.of("-Dfile.encoding=" + System.getProperty("file.encoding")))
        .toList();
  }
}
