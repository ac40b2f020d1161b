package io.chasqui.quickstart;

import io.chasqui.quickstart.postgres.LocalPostgres;
import io.chasqui.quickstart.process.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * PostgreSQL's data as a first start leaves them. What is not about first starts begins with a
 * copy: making them anew takes seconds.
 */
public final class FirstStart {

  private FirstStart() {}

  /**
   * Copies them.
   *
   * @param folder that a PostgreSQL is to be started on
   */
  public static void copyTo(Path folder) throws IOException {
    Path target = Files.createDirectories(folder).resolve("data");
    try (Stream<Path> tree = Files.walk(Made.DATA)) {
      for (Path one : tree.toList()) {
        Path copy = target.resolve(Made.DATA.relativize(one).toString());
        // PostgreSQL does not start on a folder that others may read.
        Files.copy(one, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Once, at the first use; they are gone when this JVM has ended. */
  private static final class Made {

    static final Path DATA = make();

    private static Path make() {
      try {
        Path folder = Files.createTempDirectory("chasqui-first-start-");
        LocalPostgres.start(folder, FreePorts.any(), Map.of("fsync", "off")).close();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder.resolve("data");
      } catch (IOException e) {
        throw new IllegalStateException("No data for PostgreSQL could be made", e);
      }
    }

    private static void delete(Path folder) {
      try (Stream<Path> tree = Files.walk(folder)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
