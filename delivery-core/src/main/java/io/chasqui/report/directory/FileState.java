package io.chasqui.report.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file system says of a file.
 *
 * @param inode null where the file system has none; then nothing is said of the change time either
 * @param changedAt when content or attributes changed last; no program can set it, as copying
 *     programs do with the time of the last modification
 */
record FileState(
    boolean isRegularFile, @Nullable Object inode, long size, @Nullable Instant changedAt) {

  /** Longer than the steps in which file systems keep time. */
  private static final Duration STEP = Duration.ofSeconds(2);

  private static final String ATTRIBUTES = "isRegularFile,size";

  static FileState of(Path file) throws IOException {
    boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
    Map<String, Object> found =
        Files.readAttributes(
            file, unix ? "unix:ino,ctime," + ATTRIBUTES : ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    FileTime changed = (FileTime) found.get("ctime");
    return new FileState(
        Boolean.TRUE.equals(found.get("isRegularFile")),
        found.get("ino"),
        found.get("size") instanceof Long size ? size : -1,
        changed == null ? null : changed.toInstant());
  }

  /**
   * Another one for any other content of the file. Null when it cannot be told, or not yet: a file
   * that changes twice within one step of the clock of its file system looks the same.
   */
  @Nullable String version(Instant now) {
    return inode == null || changedAt == null || !changedAt.isBefore(now.minus(STEP))
        ? null
        : inode + "-" + size + "-" + changedAt.getEpochSecond() + "." + changedAt.getNano();
  }
}
