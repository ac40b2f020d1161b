package io.chasqui.quickstart.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The file in which a PostgreSQL server says who it is; it is left behind by one that was killed.
 */
record PostmasterPid(long pid, Path dataDirectory, Instant startedAt) {

  /** The server writes its time a moment after its process began, in whole seconds. */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  /** Reads it; empty where there is none, or none that can be read. */
  static Optional<PostmasterPid> read(Path dataDirectory) {
    Path file = dataDirectory.resolve("postmaster.pid");
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      List<String> lines = Files.readAllLines(file);
      return Optional.of(
          new PostmasterPid(
              Long.parseLong(lines.get(0).trim()),
              Path.of(lines.get(1)),
              Instant.ofEpochSecond(Long.parseLong(lines.get(2).trim()))));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** The server's process, if it still runs; a process that merely got its number is not it. */
  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(this::startedWithThisServer)
        .filter(PostmasterPid::mayBePostgres);
  }

  private boolean startedWithThisServer(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
        .orElse(false);
  }

  private static boolean mayBePostgres(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> command.endsWith("postgres") || command.endsWith("postgres.exe"))
        .orElse(true);
  }
}
