package io.chasqui.quickstart.process;

import java.nio.file.Path;
import java.util.Optional;

/** Takes the lines of processes, from a thread for each. */
public interface ProcessLog {

  /**
   * Takes one line.
   *
   * @param name of the process that wrote it
   */
  void line(String name, String line);

  /** The file in which the lines of this process are kept, where there is one. */
  default Optional<Path> file(String name) {
    return Optional.empty();
  }
}
