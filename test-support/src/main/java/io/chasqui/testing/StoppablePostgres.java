package io.chasqui.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A PostgreSQL of its own that can be away for a while; its port and its data stay. */
public final class StoppablePostgres implements AutoCloseable {

  private final Path folder;
  private final int port = TestPorts.free();
  private EmbeddedPostgres server;

  private StoppablePostgres() throws IOException {
    this.folder = Files.createTempDirectory("chasqui-postgres-");
    this.server = builder().start();
  }

  /** Starts it. */
  public static StoppablePostgres start() {
    try {
      return new StoppablePostgres();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Creates an empty database in it. */
  public TestDatabase freshDatabase() {
    return TestDatabase.empty(() -> server);
  }

  /** Ends it and all its connections. */
  public void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it as it was. */
  public void startAgain() {
    try {
      server = builder().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(folder)
        .setCleanDataDirectory(false)
        .setServerConfig("shared_buffers", "16MB");
  }
}
