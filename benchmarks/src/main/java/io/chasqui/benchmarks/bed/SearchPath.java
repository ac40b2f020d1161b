package io.chasqui.benchmarks.bed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where programs of this machine are looked for, in this order. */
public record SearchPath(List<Path> folders) {

  public SearchPath {
    folders = List.copyOf(folders);
  }

  /** The PATH, then these folders. */
  public static SearchPath ofTheMachine(String... more) {
    Stream<String> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"));
    return new SearchPath(Stream.concat(path, Stream.of(more)).map(Path::of).toList());
  }

  /** Where it is installed; empty where it is not. */
  public Optional<Path> find(String program) {
    return folders.stream()
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
