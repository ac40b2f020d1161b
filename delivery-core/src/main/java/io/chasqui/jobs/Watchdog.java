package io.chasqui.jobs;

import io.chasqui.delivery.DeliveryRunner;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts JobRunr's server again when it has stopped itself, which it does for good after a single
 * heartbeat that found the database away.
 */
final class Watchdog {

  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);
  private static final int PROBE_TIMEOUT_SECONDS = 2;

  private final QueueJobServer jobServer;
  private final DeliveryRunner runner;
  private final DataSource dataSource;

  Watchdog(QueueJobServer jobServer, DeliveryRunner runner, DataSource dataSource) {
    this.jobServer = jobServer;
    this.runner = runner;
    this.dataSource = dataSource;
  }

  /** Starts the server if it has stopped and the database is there. */
  void look() {
    if (!jobServer.isRunning() && databaseAnswers()) {
      runner.handBack();
      jobServer.startAgain();
      log.warn("JobRunr's server had stopped itself after the database was away; it runs again");
    }
  }

  private boolean databaseAnswers() {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(PROBE_TIMEOUT_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }
}
