package io.chasqui.worker.maintenance;

import io.chasqui.platform.db.CachedCheck;
import io.chasqui.worker.queue.WorkerLifecycle;
import java.time.Duration;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/**
 * Down when this process takes no jobs, or does not say for two seconds whether it does: JobRunr's
 * server lets nobody look while it starts or stops, and then it waits for the database.
 */
public final class WorkerHealth extends AbstractHealthIndicator {

  /** Nothing else is asked for that; the database may have taken most of a second before. */
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final CachedCheck<Boolean> takesJobs;

  public WorkerHealth(WorkerLifecycle server) {
    super("The worker's state could not be read");
    this.takesJobs = new CachedCheck<>("health-worker", Duration.ZERO, PATIENCE, server::takesJobs);
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    builder.status(takesJobs.begin().get().orElse(false) ? "UP" : "DOWN");
  }
}
