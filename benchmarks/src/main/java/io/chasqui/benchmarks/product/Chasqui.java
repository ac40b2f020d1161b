package io.chasqui.benchmarks.product;

import io.chasqui.benchmarks.bed.Database;
import io.chasqui.benchmarks.bed.Meter;
import io.chasqui.benchmarks.bed.Metered;
import io.chasqui.benchmarks.bed.TestBed;
import io.chasqui.benchmarks.load.Api;
import io.chasqui.quickstart.ServerKeys;
import io.chasqui.quickstart.process.ChildProcess;
import io.chasqui.quickstart.process.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server and a worker on a database of their own. */
public final class Chasqui implements AutoCloseable {

  /** From which all single requests come, as the contract's target has it. */
  public static final int CONNECTIONS = 16;

  private static final int BATCH_CONNECTIONS = 4;
  private static final int BATCH_SIZE = 2_500;
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

  private final TestBed bed;
  private final Database database;
  private final Path firstKey;
  private final ChildProcess server;
  private final ChildProcess worker;
  private final boolean isKept;
  private final Duration timeout;
  private @Nullable String key;

  /**
   * @param firstKey where the server leaves a key, if it knows how to
   */
  Chasqui(
      TestBed bed,
      Database database,
      Path firstKey,
      ChildProcess server,
      ChildProcess worker,
      boolean isKept,
      Duration timeout) {
    this.bed = bed;
    this.database = database;
    this.firstKey = firstKey;
    this.server = server;
    this.worker = worker;
    this.isKept = isKept;
    this.timeout = timeout;
  }

  void awaitReady() {
    try {
      Readiness.await(server, START_TIMEOUT);
      Readiness.await(worker, START_TIMEOUT);
      if (!api().isOpen()) {
        key = Files.exists(firstKey) ? Files.readString(firstKey).strip() : makeKey();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (IOException e) {
      throw new UncheckedIOException("The key could not be read", e);
    }
  }

  private String makeKey() throws InterruptedException {
    return new ServerKeys(bed.jars().server(), database.url(), database.user(), database.password())
        .create("benchmark", "schedule", "read", "manage");
  }

  public Database database() {
    return database;
  }

  public Api api() {
    return new Api(server.port(), key, timeout);
  }

  /** What the worker of the no-op channel tells. */
  public Api worker() {
    return new Api(worker.port(), null, timeout);
  }

  /** A meter of its processes and of those that are named. */
  public Meter meter(Metered... others) {
    List<Metered> processes = new ArrayList<>();
    processes.add(new Metered(server.name(), bed.handle(server)));
    processes.add(new Metered(worker.name(), bed.handle(worker)));
    processes.addAll(List.of(others));
    return bed.meter(processes);
  }

  /**
   * Takes these requests in the fastest way the server knows.
   *
   * @return how long that took
   */
  public Duration schedule(List<String> requests) {
    Api api = api();
    return api.takesBatches()
        ? api.scheduleInBatches(requests, BATCH_SIZE, BATCH_CONNECTIONS)
        : api.scheduleOneByOne(requests, CONNECTIONS);
  }

  /**
   * Takes these requests for messages of other channels than e-mail, in batches.
   *
   * @return how long that took
   */
  public Duration scheduleMessages(List<String> requests) {
    return api().scheduleMessagesInBatches(requests, BATCH_SIZE, BATCH_CONNECTIONS);
  }

  /** Ends it, unless it is kept for what comes next. */
  @Override
  public void close() {
    if (!isKept) {
      end();
    }
  }

  void end() {
    bed.stop(worker);
    bed.stop(server);
  }
}
