package io.chasqui.quickstart;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Everything a run keeps, for one quickstart at a time. */
final class DataFolder implements AutoCloseable {

  private final Path root;
  private final FileChannel lockFile;
  private final Deque<Path> madeLatestFirst;

  private DataFolder(Path root, FileChannel lockFile, Deque<Path> madeLatestFirst) {
    this.root = root;
    this.lockFile = lockFile;
    this.madeLatestFirst = madeLatestFirst;
  }

  /**
   * Makes the folder where it is missing and holds it until closed. The operating system lets go of
   * it when this process dies, however it dies.
   *
   * @throws QuickstartRefused when another quickstart holds it, or it cannot be used; then nothing
   *     was made
   */
  static DataFolder hold(Path root) {
    UsableFolder.forData(root);
    Deque<Path> made = new ArrayDeque<>();
    FileChannel channel = null;
    try {
      makeMissing(root, made);
      Path file = root.resolve("quickstart.lock");
      boolean isNew = Files.notExists(file);
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isNew) {
        made.push(file);
      }
      if (lock(channel) != null) {
        return new DataFolder(root, channel, made);
      }
      channel.close();
    } catch (IOException e) {
      remove(made);
      close(channel);
      throw new QuickstartRefused(
          "The data folder %s cannot be used: %s. Choose another with --data-dir."
              .formatted(root, e));
    }
    throw new QuickstartRefused(
        "Another quickstart is running with the data folder %s. End it, or choose another with --data-dir and other ports."
            .formatted(root));
  }

  /** One after the other, so that what was made is known also when one of them cannot be. */
  private static void makeMissing(Path folder, Deque<Path> made) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path next = folder; next != null && !Files.isDirectory(next); next = next.getParent()) {
      missing.push(next);
    }
    for (Path next : missing) {
      Files.createDirectory(next);
      made.push(next);
    }
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

  private static void remove(Deque<Path> madeLatestFirst) {
    try {
      for (Path path : madeLatestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // Not empty any more: somebody else's, then, and so is what it lies in.
    }
  }

  /** Removes what {@link #hold} has made, and lets go: for a start that is refused after all. */
  void discard() {
    // Before the lock is released, so that nobody can hold a file that is about to be removed.
    remove(madeLatestFirst);
    close(lockFile);
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

  Path logs() {
    return root.resolve("logs");
  }

  Path pids() {
    return root.resolve("pids");
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
