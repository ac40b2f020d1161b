package io.chasqui.benchmarks.bed;

import io.chasqui.quickstart.AppJars;
import io.chasqui.quickstart.postgres.LocalPostgres;
import io.chasqui.quickstart.process.ChildProcess;
import io.chasqui.quickstart.process.ChildSpec;
import io.chasqui.quickstart.process.FreePorts;
import io.chasqui.quickstart.process.PrefixedLog;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One durable PostgreSQL, a folder that is gone afterwards, and the processes that are started on
 * them; none outlives it.
 */
public final class TestBed implements AutoCloseable {

  private static final String LOG = "processes.log";
  private static final int SHOWN_LINES = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Counting statements is loaded, and switched on only where they are counted. */
  private static final Map<String, String> POSTGRES_SETTINGS =
      Map.of("shared_preload_libraries", "pg_stat_statements");

  private final Path folder;
  private final AppJars jars;
  private final PrintStream logFile;
  private final PrefixedLog log;
  private final LocalPostgres postgres;
  private final List<ChildProcess> children = new ArrayList<>();
  private boolean closed;

  private TestBed(Path folder, AppJars jars) throws IOException {
    this.folder = folder;
    this.jars = jars;
    this.logFile = new PrintStream(folder.resolve(LOG).toFile(), StandardCharsets.UTF_8);
    this.log = new PrefixedLog(logFile, false);
    this.postgres =
        LocalPostgres.start(folder.resolve("postgres"), FreePorts.any(), POSTGRES_SETTINGS);
    Database.prepare(postgres);
  }

  public static TestBed start() {
    try {
      AppJars jars = AppJars.in(AppJars.defaultFolder());
      return new TestBed(Files.createTempDirectory("chasqui-benchmarks-"), jars);
    } catch (IOException e) {
      throw new UncheckedIOException("The test bed could not be made", e);
    }
  }

  public AppJars jars() {
    return jars;
  }

  public Path folder() {
    return folder;
  }

  /**
   * For bytes that must not compete with the database for the disk: in memory where the system has
   * a place for that.
   */
  public Path memoryFolder() {
    Path sharedMemory = Path.of("/dev/shm");
    try {
      if (!Files.isWritable(sharedMemory)) {
        return folder;
      }
      return Files.createDirectories(sharedMemory.resolve(folder.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public LocalPostgres postgres() {
    return postgres;
  }

  /** A new, empty database. */
  public Database newDatabase(String name) {
    return Database.create(postgres, name);
  }

  /** Starts a process; refuses once all are being ended, so that none slips through. */
  public synchronized ChildProcess start(ChildSpec spec) {
    if (closed) {
      throw new IllegalStateException("Everything is being ended");
    }
    ChildProcess child = ChildProcess.start(spec, log, ended -> {});
    children.add(child);
    return child;
  }

  /** Ends it in good order. */
  public synchronized void stop(ChildProcess child) {
    child.stop(PATIENCE);
    children.remove(child);
  }

  /** A meter of these processes and of PostgreSQL. */
  public Meter meter(ChildProcess... measured) {
    Map<String, Supplier<Usage>> processes = new LinkedHashMap<>();
    for (ChildProcess child : measured) {
      ProcessHandle handle = ProcessHandle.of(child.pid()).orElseThrow();
      processes.put(child.name(), () -> ProcessUsage.of(handle));
    }
    ProcessHandle postmaster = postgres.process();
    processes.put("PostgreSQL", () -> ProcessUsage.ofTree(postmaster));
    processes.put("driver", () -> ProcessUsage.of(ProcessHandle.current()));
    return new Meter(processes);
  }

  /** The newest lines of all processes, for a run that failed. */
  public List<String> recentLines() {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(LOG));
      return lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
    } catch (IOException e) {
      return List.of(e.toString());
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    children.forEach(ChildProcess::kill);
    postgres.close();
    logFile.close();
    deleteTree(memoryFolder());
    deleteTree(folder);
  }

  private static void deleteTree(Path root) {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not be deleted: " + root, e);
    }
  }
}
