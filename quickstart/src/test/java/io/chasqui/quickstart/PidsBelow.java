package io.chasqui.quickstart;

import java.nio.file.Path;
import java.util.List;

/** Which processes still work in, or were started for, a folder: PostgreSQL and applications. */
final class PidsBelow {

  private PidsBelow() {}

  static List<String> of(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .map(process -> process.pid() + " " + process.info().commandLine().orElse(""))
        .filter(line -> line.contains(folder.toString()))
        .toList();
  }
}
