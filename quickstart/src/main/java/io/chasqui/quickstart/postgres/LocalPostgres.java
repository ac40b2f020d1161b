package io.chasqui.quickstart.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL on 127.0.0.1 whose data outlive it. The library is made for tests and trades safety
 * for speed; here a commit is on disk, as it would be in production.
 */
public final class LocalPostgres implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  /** A server and 32 workers, the most there can be, each with a pool of 16 and a listener. */
  private static final String MAX_CONNECTIONS = "600";

  private static final long LARGEST_LOG_BYTES = 5_000_000;

  private final Path folder;
  private final Path program;
  private final int port;
  private final Map<String, String> settings;
  private @Nullable EmbeddedPostgres running;

  private LocalPostgres(Path folder, Path program, int port, Map<String, String> settings) {
    this.folder = folder;
    this.program = program;
    this.port = port;
    this.settings = Map.copyOf(settings);
  }

  /**
   * Starts the server on the data that are there, or on new ones.
   *
   * @param folder holds the data, the unpacked program and the server's log, nothing else. Neither
   *     it nor what its links lead to may contain what a shell reads as something else between
   *     double quotes
   * @param port a free one
   */
  public static LocalPostgres start(Path folder, int port) {
    return start(folder, port, Map.of());
  }

  /**
   * As {@link #start(Path, int)}.
   *
   * @param settings of PostgreSQL, besides those of this class
   */
  public static LocalPostgres start(Path folder, int port, Map<String, String> settings) {
    return start(folder, folder.resolve("program"), port, settings);
  }

  /**
   * As {@link #start(Path, int, Map)}.
   *
   * @param program where PostgreSQL's program is, or is to be unpacked; others may use it too
   */
  public static LocalPostgres start(
      Path folder, Path program, int port, Map<String, String> settings) {
    LocalPostgres postgres =
        new LocalPostgres(
            folder.toAbsolutePath().normalize(),
            program.toAbsolutePath().normalize(),
            port,
            settings);
    postgres.start();
    return postgres;
  }

  /**
   * Ends the server that a killed quickstart left running on this folder.
   *
   * @return whether there was one
   */
  public static boolean endLeftover(Path folder) {
    return PostmasterStopper.stop(data(folder.toAbsolutePath().normalize()));
  }

  /** Starts it again after {@link #stop}, on the same port and data. */
  public synchronized void start() {
    if (running != null) {
      return;
    }
    try {
      Files.createDirectories(folder);
      if (Files.exists(log()) && Files.size(log()) > LARGEST_LOG_BYTES) {
        Files.delete(log());
      }
      removeHalfUnpackedProgram();
      running = builder().start();
    } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
      // The library launches the server first and then waits for it; nobody would hold it now.
      PostmasterStopper.stop(data(folder));
      throw new IllegalStateException(
          "PostgreSQL did not start (%s). What it said itself: %s".formatted(e, log()), e);
    }
  }

  private EmbeddedPostgres.Builder builder() {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data(folder))
            .setCleanDataDirectory(false)
            // Its own hook would stop the database while the applications are still ending.
            .setRegisterShutdownHook(false)
            .setPort(port)
            .setPGStartupWait(START_TIMEOUT)
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
            // The library starts it with -F; what is set here comes later and wins.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("max_connections", MAX_CONNECTIONS)
            .setServerConfig("listen_addresses", "127.0.0.1")
            // No socket file in the shared temporary folder: TCP on loopback is the one way in.
            .setServerConfig("unix_socket_directories", "")
            // The same sort order and messages on every machine.
            .setLocaleConfig("locale", "C")
            .setLocaleConfig("locale-provider", "builtin")
            .setLocaleConfig("builtin-locale", "C.UTF-8");
    settings.forEach(builder::setServerConfig);
    if (System.getProperty("ot.epg.working-dir") == null) {
      // The library's own place is a folder in /tmp that anybody may write to.
      builder.setOverrideWorkingDirectory(program.toFile());
    }
    return builder;
  }

  /** The library mends nothing: files it was writing when it was killed would stay short. */
  private void removeHalfUnpackedProgram() throws IOException {
    // In a folder that others use too, one of them may be unpacking right now.
    if (!program.startsWith(folder) || !Files.isDirectory(program)) {
      return;
    }
    try (Stream<Path> versions = Files.list(program)) {
      for (Path version : versions.toList()) {
        if (!Files.exists(version.resolve(".exists"))) {
          deleteTree(version);
        }
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(root)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }

  public String jdbcUrl() {
    return jdbcUrl("postgres");
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** The server's first process, whose children serve the connections. */
  public ProcessHandle process() {
    return PostmasterPid.read(data(folder))
        .flatMap(PostmasterPid::process)
        .orElseThrow(() -> new IllegalStateException("PostgreSQL is not running"));
  }

  public String user() {
    return "postgres";
  }

  /** Not a secret: every connection from this machine is trusted. */
  public String password() {
    return "postgres";
  }

  /** Ends the server with its sessions and waits until its process is gone. */
  public synchronized void stop() {
    EmbeddedPostgres stopping = running;
    if (stopping == null) {
      return;
    }
    running = null;
    // With the flag set, every wait below would return at once and leave the server running.
    boolean interrupted = Thread.interrupted();
    Optional<ProcessHandle> process =
        PostmasterPid.read(data(folder)).flatMap(PostmasterPid::process);
    try {
      stopping.close();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL could not be ended", e);
    } finally {
      // The library gives up after 5 s, and a server with much to write needs longer.
      process.ifPresent(PostmasterStopper::await);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    stop();
  }

  private static Path data(Path folder) {
    return folder.resolve("data");
  }

  private Path log() {
    return folder.resolve("postgres.log");
  }
}
