package io.chasqui.server.metrics;

import io.chasqui.platform.FailureLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks metrics up now and then, so that one that is read never waits for the database. While that
 * is away they stay as they were.
 */
@Component
class LookedUpMetrics {

  private static final Logger log = LoggerFactory.getLogger(LookedUpMetrics.class);
  private static final long PAUSE_MILLIS = 10_000;

  private final WorkersAlive workers;
  private final OpenDeliveries deliveries;

  LookedUpMetrics(WorkersAlive workers, OpenDeliveries deliveries) {
    this.workers = workers;
    this.deliveries = deliveries;
  }

  @Scheduled(fixedDelay = PAUSE_MILLIS)
  void lookUpOrTell() {
    try {
      workers.lookUp();
      deliveries.lookUp();
    } catch (RuntimeException e) {
      FailureLog.tell(log, "Metrics could not be looked up", "the next try is in ten seconds", e);
    }
  }
}
