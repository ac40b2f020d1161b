package io.chasqui.quickstart.botapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.quickstart.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Uploaded files on disk, the latest 500: a bot may remember a file_id for longer than one run, as
 * it may with the real API.
 */
final class KeptFiles {

  private static final int MOST_FILES = 500;
  private static final Pattern FILE_ID = Pattern.compile("doc\\d+-[0-9a-f]{32}");

  private final Path folder;

  KeptFiles(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make " + folder, e);
    }
  }

  /** A file as the API describes it; its id is good for one bot only. */
  record KeptFile(String fileId, long botId, String fileName, String contentType, long size) {}

  synchronized KeptFile add(long botId, String fileName, String contentType, byte[] content) {
    String fileId = "doc" + botId + "-" + UUID.randomUUID().toString().replace("-", "");
    KeptFile file = new KeptFile(fileId, botId, fileName, contentType, content.length);
    try {
      Files.write(content(fileId), content);
      Files.write(description(fileId), Json.bytes(file));
      removeOldest();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep a file in " + folder, e);
    }
    return file;
  }

  synchronized Optional<KeptFile> find(String fileId) {
    if (!FILE_ID.matcher(fileId).matches() || !Files.exists(description(fileId))) {
      return Optional.empty();
    }
    try {
      ObjectNode json = Json.readObject(Files.readAllBytes(description(fileId)));
      return Optional.of(
          new KeptFile(
              fileId,
              json.path("botId").asLong(),
              json.path("fileName").asText(),
              json.path("contentType").asText(),
              json.path("size").asLong()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + description(fileId), e);
    }
  }

  byte[] bytes(KeptFile file) {
    try {
      return Files.readAllBytes(content(file.fileId()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + content(file.fileId()), e);
    }
  }

  private void removeOldest() throws IOException {
    List<Path> descriptions;
    try (Stream<Path> files = Files.list(folder)) {
      descriptions =
          files
              .filter(file -> file.toString().endsWith(".json"))
              .sorted(Comparator.comparing(file -> file.toFile().lastModified()))
              .toList();
    }
    for (Path description :
        descriptions.subList(0, Math.max(0, descriptions.size() - MOST_FILES))) {
      Files.deleteIfExists(description);
      Files.deleteIfExists(Path.of(description.toString().replaceFirst("\\.json$", ".bin")));
    }
  }

  private Path content(String fileId) {
    return folder.resolve(fileId + ".bin");
  }

  private Path description(String fileId) {
    return folder.resolve(fileId + ".json");
  }
}
