package io.chasqui.benchmarks.product;

import io.chasqui.benchmarks.bed.Children;
import io.chasqui.benchmarks.bed.Database;
import io.chasqui.benchmarks.bed.TestBed;
import io.chasqui.quickstart.process.ChildProcess;
import io.chasqui.quickstart.process.ChildSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Starts the product: a fresh one for each measurement, or, where only the benchmark itself is
 * tried, one of each kind for all.
 */
public final class Systems {

  private final TestBed bed;
  private final Children children;
  private final Path reports;
  private final int poolSize;
  private final boolean keepsThem;
  private final Duration timeout;
  private final Map<String, Chasqui> kept = new HashMap<>();

  /**
   * @param poolSize the worker's SMTP connections
   * @param keepsThem whether the same processes serve all measurements
   * @param timeout of each call of the API's clients
   */
  public Systems(
      TestBed bed, Children children, int poolSize, boolean keepsThem, Duration timeout) {
    this.bed = bed;
    this.children = children;
    this.reports = bed.folder().resolve("reports");
    this.poolSize = poolSize;
    this.keepsThem = keepsThem;
    this.timeout = timeout;
  }

  /** The directory of the report storage. */
  public Path reports() {
    return reports;
  }

  /** With an e-mail worker that sends to this port. */
  public Chasqui withEmailWorker(int smtpPort) {
    return system(
        "e-mail to " + smtpPort,
        database -> children.emailWorker(database, reports, smtpPort, poolSize));
  }

  /** With a worker that sends nothing. */
  public Chasqui withNoOpWorker() {
    return system("no-op", database -> children.noOpWorker(database, reports));
  }

  /**
   * With a messaging worker of SMS, webhooks and push messages.
   *
   * @param peerPort where its SMS gateway is
   * @param perHost webhooks and push messages to one host that the worker has in flight at most
   */
  public Chasqui withMessagingWorker(int peerPort, int perHost) {
    return system(
        "messages to %s, %s at once".formatted(peerPort, perHost),
        database -> children.serverOfChannels(database, reports, peerPort),
        database -> children.messagingWorker(database, reports, peerPort, perHost));
  }

  private Chasqui system(String kind, Function<Database, ChildSpec> worker) {
    return system(kind, database -> children.server(database, reports), worker);
  }

  private Chasqui system(
      String kind, Function<Database, ChildSpec> server, Function<Database, ChildSpec> worker) {
    return keepsThem
        ? kept.computeIfAbsent(kind, unused -> start(server, worker))
        : start(server, worker);
  }

  private Chasqui start(
      Function<Database, ChildSpec> serverSpec, Function<Database, ChildSpec> workerSpec) {
    Database database = bed.newDatabase();
    ChildProcess server = bed.start(serverSpec.apply(database));
    ChildProcess worker = bed.start(workerSpec.apply(database));
    Chasqui chasqui =
        new Chasqui(bed, database, children.firstKey(database), server, worker, keepsThem, timeout);
    chasqui.awaitReady();
    return chasqui;
  }
}
