package io.chasqui.server.key;

import io.chasqui.platform.config.InvalidSetting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Puts a key into a file at the start, for whoever sets a server up without a command. Before the
 * server is ready, so that nobody who waits for it finds the file missing.
 */
@Component
class FirstKey implements ApplicationRunner {

  private final ApiKeys keys;
  private final FirstKeySettings settings;

  FirstKey(ApiKeys keys, FirstKeySettings settings) {
    this.keys = keys;
    this.settings = settings;
  }

  @Override
  public void run(@Nullable ApplicationArguments arguments) {
    Path file = settings.file();
    if (file == null) {
      return;
    }
    try {
      if (!Files.exists(file) || keys.authenticate(Files.readString(file).strip()).isEmpty()) {
        write(file, keys.create(null, settings.scopes(), null).text());
      }
    } catch (IOException e) {
      throw new InvalidSetting(
          "chasqui.api.first-key.file",
          "cannot be used: " + e,
          "Name a file in a folder that is there and may be written.");
    }
  }

  /** Under another name first: whoever reads it finds a whole key, or the one before it. */
  private static void write(Path file, String key) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished, forItsOwnerAlone());
    Files.writeString(unfinished, key + System.lineSeparator(), StandardCharsets.US_ASCII);
    try {
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Windows gives a file the rights of its folder. */
  private static FileAttribute<?>[] forItsOwnerAlone() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
