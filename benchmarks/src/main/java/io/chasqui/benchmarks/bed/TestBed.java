package io.chasqui.benchmarks.bed;

import io.chasqui.benchmarks.sink.Sink;
import io.chasqui.quickstart.AppJars;
import io.chasqui.quickstart.postgres.LocalPostgres;
import io.chasqui.quickstart.process.ChildCommand;
import io.chasqui.quickstart.process.ChildProcess;
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
import org.jspecify.annotations.Nullable;

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
  private final List<ChildProcess> children = new ArrayList<>();
  private final List<Sink> sinks = new ArrayList<>();
  private @Nullable LocalPostgres postgres;
  private @Nullable Database anyDatabase;
  private int databases;
  private boolean closed;

  /**
   * Nothing runs yet.
   *
   * @throws QuickstartRefused when the applications' jars are missing
   */
  public TestBed() {
    try {
      jars = AppJars.in(AppJars.defaultFolder());
      folder = Files.createTempDirectory("chasqui-benchmarks-");
      logFile = new PrintStream(folder.resolve(LOG).toFile(), StandardCharsets.UTF_8);
      log = new PrefixedLog(logFile, false);
    } catch (IOException e) {
      throw new UncheckedIOException("The test bed could not be made", e);
    }
  }

  /** Starts PostgreSQL. */
  public synchronized void begin() {
    refuseWhenClosed();
    postgres = LocalPostgres.start(folder.resolve("postgres"), FreePorts.any(), POSTGRES_SETTINGS);
    anyDatabase = new Database(postgres, "postgres");
    anyDatabase.prepare();
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

  /** A new, empty database. */
  public synchronized Database newDatabase() {
    String name = "benchmark_" + ++databases;
    anyDatabase().run("CREATE DATABASE " + name);
    return new Database(postgres(), name);
  }

  /** The database every PostgreSQL has. */
  public synchronized Database anyDatabase() {
    if (anyDatabase == null) {
      throw new IllegalStateException("PostgreSQL does not run");
    }
    return anyDatabase;
  }

  private LocalPostgres postgres() {
    if (postgres == null) {
      throw new IllegalStateException("PostgreSQL does not run");
    }
    return postgres;
  }

  /** Starts a process; refuses once all are being ended, so that none slips through. */
  public synchronized ChildProcess start(ChildCommand command) {
    refuseWhenClosed();
    ChildProcess child = ChildProcess.start(command, log, ended -> {});
    children.add(child);
    return child;
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new IllegalStateException("Everything is being ended");
    }
  }

  /** Waits for its end, or ends it when that takes too long. */
  public ChildProcess runToItsEnd(ChildCommand command, Duration timeout) {
    ChildProcess child = start(command);
    child.awaitEnd(timeout);
    stop(child);
    return child;
  }

  /** Ends it in good order. */
  public synchronized void stop(ChildProcess child) {
    child.stop(PATIENCE);
    children.remove(child);
  }

  /** Closes it when the bed is closed, should it still be open. */
  public synchronized void closeAtTheEnd(Sink sink) {
    sinks.add(sink);
  }

  public ProcessHandle handle(ChildProcess child) {
    return ProcessHandle.of(child.pid())
        .orElseThrow(() -> new IllegalStateException(child + " has ended by itself"));
  }

  /** A meter of these processes, of PostgreSQL and of this one. */
  public Meter meter(List<Metered> measured) {
    Map<String, Supplier<Usage>> processes = new LinkedHashMap<>();
    measured.forEach(one -> processes.put(one.name(), () -> ProcessUsage.of(one.process())));
    ProcessHandle postmaster = postgres().process();
    processes.put("PostgreSQL", () -> ProcessUsage.ofTree(postmaster));
    processes.put("driver", () -> ProcessUsage.of(ProcessHandle.current()));
    return new Meter(processes);
  }

  /** The newest lines of all processes but what they always say, for a run that failed. */
  public List<String> recentLines() {
    try {
      List<String> lines =
          Files.readAllLines(folder.resolve(LOG)).stream()
              .filter(line -> !line.contains(" INFO "))
              .toList();
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
    sinks.forEach(Sink::close);
    if (postgres != null) {
      postgres.close();
    }
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
