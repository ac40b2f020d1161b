package io.chasqui.worker.maintenance;

import io.chasqui.worker.jobrunr.QueueJobServer;
import io.chasqui.worker.queue.HostedQueues;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts JobRunr's server again when it has stopped itself, which it does for good when the
 * database goes away in the middle of a heartbeat; and when it runs and takes no jobs: a heartbeat
 * that ends while the server is being stopped lets it believe, at its next start, that the others
 * know of it already.
 */
public final class Watchdog {

  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

  /** It makes itself known when it starts; so long may the database take for that. */
  private static final Duration UNKNOWN_TOO_LONG = Duration.ofSeconds(10);

  private final QueueJobServer jobServer;
  private final HostedQueues queues;
  private final DatabaseProbe database;
  private final RestartPauses pauses;
  private final LongSupplier nanos;
  private final Counter restarts;
  private @Nullable Long unknownSince;

  public Watchdog(
      QueueJobServer jobServer,
      HostedQueues queues,
      DatabaseProbe database,
      RestartPauses pauses,
      LongSupplier nanos,
      MeterRegistry meters) {
    this.jobServer = jobServer;
    this.queues = queues;
    this.database = database;
    this.pauses = pauses;
    this.nanos = nanos;
    this.restarts = meters.counter("chasqui.worker.restarts");
  }

  /** Starts the server if it has stopped, or takes no jobs, and the database takes writes. */
  public void look() {
    boolean takesNoJobs = !jobServer.isRunning() || isUnknownTooLong();
    if (takesNoJobs && pauses.isOver() && database.takesWrites()) {
      // One that runs forgets only then whom it believes to be known to.
      jobServer.stop();
      unknownSince = null;
      pauses.restarts();
      restarts.increment();
      // The deliveries first: whoever gets a job then finds its delivery free.
      queues.each(hosted -> hosted.runner().handBack());
      jobServer.handBackDropped();
      jobServer.startAgain();
      log.warn("JobRunr's server took no jobs after the database was away; it runs again");
    }
  }

  private boolean isUnknownTooLong() {
    if (jobServer.takesJobs() || !jobServer.databaseIsThere()) {
      unknownSince = null;
      return false;
    }
    if (unknownSince == null) {
      unknownSince = nanos.getAsLong();
    }
    return nanos.getAsLong() - unknownSince >= UNKNOWN_TOO_LONG.toNanos();
  }
}
