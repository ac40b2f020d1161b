package io.chasqui.jobs;

import java.util.function.BooleanSupplier;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.ServerZooKeeper;

/**
 * Sends the heartbeats of a JobRunr server while the database is there. JobRunr's own ends the
 * server for good at the first one that fails, and interrupts the jobs that run.
 */
final class PatientZooKeeper extends ServerZooKeeper {

  private final BooleanSupplier databaseIsThere;

  PatientZooKeeper(BackgroundJobServer server, BooleanSupplier databaseIsThere) {
    super(server);
    this.databaseIsThere = databaseIsThere;
  }

  @Override
  public void run() {
    if (databaseIsThere.getAsBoolean()) {
      super.run();
    }
  }
}
