package io.chasqui.benchmarks.bed;

import io.chasqui.quickstart.process.ChildCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program of this machine that is not ours, as a child.
 *
 * @param port where it answers; 0 where it does not
 * @param command the program, and what it is told
 */
public record Program(String name, int port, Path workDir, List<String> command)
    implements ChildCommand {

  /** One that answers nowhere. */
  public static Program of(String name, Path workDir, Path program, List<String> arguments) {
    List<String> command =
        Stream.concat(Stream.of(program.toString()), arguments.stream()).toList();
    return new Program(name, 0, workDir, command);
  }

  public Program {
    command = List.copyOf(command);
  }

  @Override
  public ProcessBuilder builder() {
    return new ProcessBuilder(command).directory(workDir.toFile());
  }
}
