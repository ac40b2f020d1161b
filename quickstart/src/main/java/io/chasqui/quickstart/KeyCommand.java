package io.chasqui.quickstart;

import io.chasqui.quickstart.process.ChildSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A key that is being made by a process of its own; none outlives this. */
final class KeyCommand implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private final Process process;
  private final Path folder;
  private final Path errors;

  /** Starts it; the folder it works in is its own. */
  KeyCommand(ChildSpec spec) throws IOException {
    this.folder = spec.workDir();
    this.errors = folder.resolve("errors");
    this.process = spec.builder().redirectError(errors.toFile()).start();
  }

  /**
   * The key.
   *
   * @throws IllegalStateException with the command's own words, when it could not be made
   */
  String await() throws InterruptedException {
    try {
      if (!process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "No key was made in %s s. %s".formatted(TIMEOUT.toSeconds(), said()));
      }
      String key =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.exitValue() != 0 || !key.startsWith("chq_")) {
        throw new IllegalStateException(
            "No key was made, exit code %s. %s".formatted(process.exitValue(), said()));
      }
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException("The key could not be read", e);
    }
  }

  private String said() throws IOException {
    return Files.readString(errors).strip();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    try {
      Files.deleteIfExists(errors);
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
