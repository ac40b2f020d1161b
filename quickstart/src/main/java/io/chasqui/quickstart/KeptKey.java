package io.chasqui.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;

/** The API's key in a file, for the next start: only its owner reads it. */
final class KeptKey {

  private static final int OK = 200;

  private final Path file;

  KeptKey(Path file) {
    this.file = file;
  }

  /** The key that is kept, if the server takes it. */
  Optional<String> find(URI server) throws InterruptedException {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      String key = Files.readString(file).strip();
      return key.matches("[!-~]+") && isTaken(server, key) ? Optional.of(key) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("The key in " + file + " cannot be tried", e);
    }
  }

  private static boolean isTaken(URI server, String key) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/api/deliveries?limit=1"))
            .header("Authorization", "Bearer " + key)
            .timeout(Duration.ofSeconds(30))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode() == OK;
  }

  void keep(String key) {
    try {
      Files.deleteIfExists(file);
      Files.createFile(file, readByOwnerOnly());
      Files.writeString(file, key + System.lineSeparator());
    } catch (IOException e) {
      throw new UncheckedIOException("The key cannot be kept in " + file, e);
    }
  }

  /** Windows gives a file the rights of its folder. */
  private static FileAttribute<?>[] readByOwnerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
