package io.chasqui.quickstart.prepared;

import java.nio.file.Path;
import java.util.List;

/**
 * What Java is given to run an application.
 *
 * @param jar with its libraries inside, or beside it in {@code lib}
 * @param jvmOptions that make the start fast, or record what will
 */
public record AppImage(Path jar, List<String> jvmOptions) {

  static final List<String> NO_OPTIONS = List.of();

  public AppImage {
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** A jar as the build has left it. */
  public static AppImage plain(Path jar) {
    return new AppImage(jar, NO_OPTIONS);
  }

  /** {@code -jar} and the jar. */
  public List<String> program() {
    return List.of("-jar", jar.toString());
  }
}
