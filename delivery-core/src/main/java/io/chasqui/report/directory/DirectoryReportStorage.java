package io.chasqui.report.directory;

import io.chasqui.platform.CorrelationId;
import io.chasqui.report.ReportStorage;
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
import java.util.Optional;
import java.util.Set;

/** Keeps each report as a file {@code {correlationId}.pdf}; symbolic links are not followed. */
public final class DirectoryReportStorage implements ReportStorage {

  private final Path directory;

  /**
   * @throws IOException when the directory does not exist and cannot be made
   */
  public DirectoryReportStorage(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory.toAbsolutePath().normalize());
  }

  @Override
  public Optional<StoredReport> open(CorrelationId id) throws IOException {
    Path file = file(id);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      requireDirectory();
      return Optional.empty();
    }
    try {
      SeekableByteChannel channel =
          Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
      return Optional.of(new StoredReport(Channels.newInputStream(channel), channel.size()));
    } catch (NoSuchFileException removedMeanwhile) {
      return Optional.empty();
    }
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

  private Path file(CorrelationId id) {
    return directory.resolve(id + ".pdf");
  }

  /** A directory that is gone (an unmounted disk) is a fault, not a missing report. */
  private void requireDirectory() throws NoSuchFileException {
    if (!Files.isDirectory(directory)) {
      throw new NoSuchFileException(directory.toString());
    }
  }
}
