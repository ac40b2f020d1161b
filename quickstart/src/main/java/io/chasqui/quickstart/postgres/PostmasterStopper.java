package io.chasqui.quickstart.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends a PostgreSQL server that nobody holds any more. */
final class PostmasterStopper {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private PostmasterStopper() {}

  /**
   * Ends the server of this data directory, if one runs, and waits until it is gone.
   *
   * @return whether one ran
   */
  static boolean stop(Path dataDirectory) {
    Optional<ProcessHandle> process =
        PostmasterPid.read(dataDirectory).flatMap(PostmasterPid::process);
    process.ifPresent(PostmasterStopper::stop);
    return process.isPresent();
  }

  /** Waits until the server that is already ending is gone; a slow one is ended by force. */
  static void await(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void stop(ProcessHandle process) {
    try {
      if (isWindows()) {
        process.destroyForcibly(); // Windows has no signals; the next start recovers the data.
      } else {
        // SIGINT ends it with its sessions; Java's own destroy() is SIGTERM, for which PostgreSQL
        // waits until every client has gone.
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    await(process);
  }

  private static boolean isWindows() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
  }
}
