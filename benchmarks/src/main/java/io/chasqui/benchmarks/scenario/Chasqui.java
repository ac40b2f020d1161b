package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Children;
import io.chasqui.benchmarks.bed.Database;
import io.chasqui.benchmarks.bed.TestBed;
import io.chasqui.benchmarks.load.ApiLoad;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.quickstart.process.ChildProcess;
import io.chasqui.quickstart.process.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The product: its server and an e-mail worker, on a database of their own. */
final class Chasqui implements AutoCloseable {

  static final int API_CONNECTIONS = 16;

  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

  private final TestBed bed;
  private final Database database;
  private final ChildProcess server;
  private @Nullable ChildProcess worker;

  private Chasqui(TestBed bed, Database database, ChildProcess server) {
    this.bed = bed;
    this.database = database;
    this.server = server;
  }

  static Chasqui start(TestBed bed, String databaseName, Path reports, int smtpPort, int poolSize) {
    Children children = new Children(bed);
    Database database = bed.newDatabase(databaseName);
    ChildProcess server = bed.start(children.server(database, reports));
    Chasqui chasqui = new Chasqui(bed, database, server);
    chasqui.worker = bed.start(children.emailWorker(database, reports, smtpPort, poolSize));
    try {
      Readiness.await(server, START_TIMEOUT);
      Readiness.await(chasqui.worker, START_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return chasqui;
  }

  Database database() {
    return database;
  }

  ChildProcess server() {
    return server;
  }

  ChildProcess worker() {
    if (worker == null) {
      throw new IllegalStateException("No worker was started");
    }
    return worker;
  }

  /** Schedules all mails of the corpus for one moment. */
  Duration schedule(Corpus corpus, Instant dueAt, Duration timeout) {
    return new ApiLoad(server.port(), API_CONNECTIONS, timeout)
        .post(
            "/api/schedule-email",
            "application/json",
            corpus.size(),
            number -> request(corpus, number, dueAt));
  }

  private static String request(Corpus corpus, int number, Instant dueAt) {
    return """
    {"correlationId":"%s","toEmail":"%s","subject":"%s","message":"%s","scheduledTime":"%s"}\
    """
        .formatted(
            corpus.correlationId(number),
            corpus.recipient(number),
            corpus.subject(number),
            corpus.text().replace("\n", "\\n"),
            dueAt);
  }

  @Override
  public void close() {
    if (worker != null) {
      bed.stop(worker);
    }
    bed.stop(server);
  }
}
