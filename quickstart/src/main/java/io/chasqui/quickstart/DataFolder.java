package io.chasqui.quickstart;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Everything a run keeps, for one quickstart at a time. */
final class DataFolder implements AutoCloseable {

  private final Path root;
  private final FileChannel lockFile;

  private DataFolder(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /**
   * Makes the folder where it is missing and holds it until closed. The operating system lets go of
   * it when this process dies, however it dies.
   *
   * @throws QuickstartRefused when another quickstart holds it, or it cannot be written
   */
  static DataFolder hold(Path root) {
    FileChannel channel = null;
    try {
      Files.createDirectories(root);
      channel =
          FileChannel.open(
              root.resolve("quickstart.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) != null) {
        DataFolder folder = new DataFolder(root, channel);
        Files.createDirectories(folder.reports());
        return folder;
      }
      channel.close();
    } catch (IOException e) {
      close(channel);
      throw new QuickstartRefused(
          "The data folder %s cannot be used: %s. Choose another with --data-dir."
              .formatted(root, e));
    }
    throw new QuickstartRefused(
        "Another quickstart is running with the data folder %s. End it, or choose another with --data-dir and other ports."
            .formatted(root));
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // Held by this very process, as in a test.
    }
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // The reason why it could not be used is being reported.
    }
  }

  Path root() {
    return root;
  }

  Path reports() {
    return root.resolve("reports");
  }

  Path botApiFiles() {
    return root.resolve("bot-api-files");
  }

  Path apiKey() {
    return root.resolve("api-key");
  }

  Path pids() {
    return root.resolve("pids");
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
