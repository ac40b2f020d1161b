package io.chasqui.jobs;

import io.chasqui.delivery.DeliveryRunner;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts JobRunr's server again when it has stopped itself, which it does for good when the
 * database goes away in the middle of a heartbeat.
 */
final class Watchdog {

  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

  private final QueueJobServer jobServer;
  private final DeliveryRunner runner;
  private final DatabaseProbe database;
  private final RestartPauses pauses;
  private final Counter restarts;

  Watchdog(
      QueueJobServer jobServer,
      DeliveryRunner runner,
      DatabaseProbe database,
      RestartPauses pauses,
      MeterRegistry meters) {
    this.jobServer = jobServer;
    this.runner = runner;
    this.database = database;
    this.pauses = pauses;
    this.restarts = meters.counter("chasqui.worker.restarts");
  }

  /** Starts the server if it has stopped and the database takes writes. */
  void look() {
    if (!jobServer.isRunning() && pauses.isOver() && database.takesWrites()) {
      pauses.restarts();
      restarts.increment();
      // The deliveries first: whoever gets a job then finds its delivery free.
      runner.handBack();
      jobServer.handBackDropped();
      jobServer.startAgain();
      log.warn("JobRunr's server had stopped itself after the database was away; it runs again");
    }
  }
}
