package io.chasqui.quickstart.process;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file for each process, {@code email-1.log}. What was in it before, the lines of the latest
 * start or those of a file that was full, is kept once, as {@code email-1.log.1}.
 */
public final class LogFiles implements ProcessLog, AutoCloseable {

  private static final long MOST_CHARACTERS = 20_000_000;

  private final Path folder;
  private final @Nullable ProcessLog shown;
  private final long mostCharacters;
  private final Map<String, LogFile> files = new HashMap<>();
  private boolean closed;

  /**
   * Makes the folder.
   *
   * @param shown gets each line too; null: nobody does
   */
  public LogFiles(Path folder, @Nullable ProcessLog shown) {
    this(folder, shown, MOST_CHARACTERS);
  }

  LogFiles(Path folder, @Nullable ProcessLog shown, long mostCharacters) {
    this.folder = folder;
    this.shown = shown;
    this.mostCharacters = mostCharacters;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Logs cannot be kept in " + folder, e);
    }
  }

  @Override
  public void line(String name, String line) {
    keep(name, line);
    if (shown != null) {
      shown.line(name, line);
    }
  }

  private synchronized void keep(String name, String line) {
    if (closed) {
      return;
    }
    try {
      LogFile file = files.get(name);
      if (file == null || file.characters > mostCharacters) {
        if (file != null) {
          file.writer.close();
        }
        file = new LogFile(begin(path(name)));
        files.put(name, file);
      }
      file.writer.write(line);
      file.writer.newLine();
      file.writer.flush();
      file.characters += line.length() + 1L;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + path(name), e);
    }
  }

  private static BufferedWriter begin(Path path) throws IOException {
    if (Files.exists(path)) {
      Path before = path.resolveSibling(path.getFileName() + ".1");
      Files.move(path, before, StandardCopyOption.REPLACE_EXISTING);
    }
    return Files.newBufferedWriter(path, StandardCharsets.UTF_8);
  }

  private Path path(String name) {
    return folder.resolve(name + ".log");
  }

  @Override
  public Optional<Path> file(String name) {
    return Optional.of(path(name));
  }

  /** What comes later is shown, and not kept. */
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    List<LogFile> open = new ArrayList<>(files.values());
    files.clear();
    for (LogFile file : open) {
      file.writer.close();
    }
  }

  private static final class LogFile {

    private final BufferedWriter writer;
    private long characters;

    private LogFile(BufferedWriter writer) {
      this.writer = writer;
    }
  }
}
