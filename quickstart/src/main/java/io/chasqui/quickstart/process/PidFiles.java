package io.chasqui.quickstart.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Remembers on disk which processes were started, one file each, so that the next quickstart can
 * end those that outlived one that was killed with SIGKILL.
 */
public final class PidFiles {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Linux computes a process's start from the boot time, which clock corrections move a little. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final Path folder;

  public PidFiles(Path folder) {
    this.folder = folder;
  }

  public void remember(ChildProcess child) {
    Optional<Instant> start =
        ProcessHandle.of(child.pid()).flatMap(process -> process.info().startInstant());
    if (start.isEmpty()) {
      return; // Already gone, or a system that does not tell: then it could not be verified later.
    }
    try {
      Files.createDirectories(folder);
      Files.writeString(file(child), child.name() + " " + start.get().toEpochMilli());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file(child), e);
    }
  }

  public void forget(ChildProcess child) {
    try {
      Files.deleteIfExists(file(child));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + file(child), e);
    }
  }

  private Path file(ChildProcess child) {
    return folder.resolve(Long.toString(child.pid()));
  }

  /**
   * Ends what is left of an earlier run. A process is ours only if its number and the time of its
   * start are the remembered ones: numbers are used again.
   *
   * @return the names of those that were ended
   */
  public List<String> endLeftovers() {
    List<String> ended = new ArrayList<>();
    List<ProcessHandle> ending = new ArrayList<>();
    try {
      for (Path file : files()) {
        String[] content = Files.readString(file).trim().split(" ");
        leftover(file, content)
            .ifPresent(
                process -> {
                  process.destroy();
                  ending.add(process);
                  ended.add(content[0]);
                });
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + folder, e);
    }
    ending.forEach(PidFiles::awaitEnd);
    return ended;
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static Optional<ProcessHandle> leftover(Path file, String[] content) {
    try {
      Instant start = Instant.ofEpochMilli(Long.parseLong(content[1]));
      return ProcessHandle.of(Long.parseLong(file.getFileName().toString()))
          .filter(ProcessHandle::isAlive)
          .filter(
              process ->
                  process
                      .info()
                      .startInstant()
                      .map(its -> Duration.between(its, start).abs().compareTo(TOLERANCE) <= 0)
                      .orElse(false));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty(); // Cut short by the same power cut.
    }
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
