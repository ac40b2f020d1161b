package io.chasqui.report.directory;

import io.chasqui.platform.CorrelationId;
import io.chasqui.report.RemovableReports;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageAnswer;
import io.chasqui.report.StorageAnswer.NotThere;
import io.chasqui.report.StorageAnswer.Unchanged;
import io.chasqui.report.StoredReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps each report as a file {@code {correlationId}.pdf}; symbolic links are not followed. */
final class DirectoryReportStorage implements ReportStorage, RemovableReports {

  private final Path directory;
  private final Clock clock;

  /**
   * @param clock tells whether a file may be changing right now
   * @throws IOException when the directory does not exist and cannot be made
   */
  DirectoryReportStorage(Path directory, Clock clock) throws IOException {
    this.clock = clock;
    Path absolute = directory.toAbsolutePath().normalize();
    // Before Java 20 a symbolic link to a directory was not taken for one.
    this.directory = Files.isDirectory(absolute) ? absolute : Files.createDirectories(absolute);
  }

  @Override
  public StorageAnswer open(CorrelationId id, @Nullable String knownVersion) throws IOException {
    Path file = file(id);
    try {
      FileState before = FileState.of(file);
      if (before.isRegularFile()) {
        return open(file, before, knownVersion);
      }
    } catch (NoSuchFileException e) {
      // It may have been removed just now.
    }
    requireDirectory();
    return new NotThere();
  }

  @Override
  public void put(CorrelationId id, InputStream content) throws IOException {
    Path unfinished = Files.createTempFile(directory, ".unfinished-", ".tmp");
    try {
      Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
      Files.move(
          unfinished,
          file(id),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  @Override
  public boolean setAside(CorrelationId id, Instant unchangedSince) throws IOException {
    Path file = file(id);
    try {
      BasicFileAttributes state =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!state.isRegularFile() || state.lastModifiedTime().toInstant().isAfter(unchangedSince)) {
        return false;
      }
      Files.move(file, aside(id), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      requireDirectory();
    }
    return true;
  }

  @Override
  public void bringBack(CorrelationId id) throws IOException {
    Path aside = aside(id);
    if (Files.exists(file(id), LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(aside);
    } else if (Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(aside, file(id), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @Override
  public void removeAside(CorrelationId id) throws IOException {
    Files.deleteIfExists(aside(id));
  }

  /**
   * Looks at the file a second time when it is open: a network file system may answer the first
   * look from memory, but asks its server when a file is opened.
   */
  private StorageAnswer open(Path file, FileState before, @Nullable String knownVersion)
      throws IOException {
    SeekableByteChannel channel =
        Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    try {
      FileState now = FileState.of(file);
      String version = now.equals(before) ? now.version(clock.instant()) : null;
      if (version != null && version.equals(knownVersion)) {
        channel.close();
        return new Unchanged();
      }
      return new StoredReport(Channels.newInputStream(channel), channel.size(), version);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private Path file(CorrelationId id) {
    return directory.resolve(id + ".pdf");
  }

  /** No report's file, however it is named: those end in {@code .pdf}. */
  private Path aside(CorrelationId id) {
    return directory.resolve(".leaving-" + id + ".tmp");
  }

  /** A directory that is gone (an unmounted disk) is a fault, not a missing report. */
  private void requireDirectory() throws NoSuchFileException {
    if (!Files.isDirectory(directory)) {
      throw new NoSuchFileException(directory.toString());
    }
  }
}
