package io.chasqui.jobs;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** Down when this process takes no jobs. */
final class WorkerHealth extends AbstractHealthIndicator {

  private final WorkerServer server;

  WorkerHealth(WorkerServer server) {
    super("The worker's state could not be read");
    this.server = server;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    builder.status(server.takesJobs() ? "UP" : "DOWN");
  }
}
