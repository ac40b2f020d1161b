package io.chasqui.quickstart;

import io.chasqui.quickstart.postgres.LocalPostgres;
import io.chasqui.quickstart.process.FreePorts;
import io.chasqui.testing.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

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
    Folders.copy(Made.DATA, Files.createDirectories(folder).resolve("data"));
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
      try {
        Folders.delete(folder);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
