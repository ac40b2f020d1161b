package io.chasqui.jobs;

import io.chasqui.delivery.DeliveryRunner;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts JobRunr's server again when it has stopped itself, which it does for good after a single
 * heartbeat that found the database away.
 */
final class Watchdog implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int PROBE_TIMEOUT_SECONDS = 2;

  private final QueueJobServer jobServer;
  private final DeliveryRunner runner;
  private final DataSource dataSource;

  Watchdog(QueueJobServer jobServer, DeliveryRunner runner, DataSource dataSource) {
    this.jobServer = jobServer;
    this.runner = runner;
    this.dataSource = dataSource;
  }

  /** Runs until its thread is interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(PAUSE.toMillis());
        if (!jobServer.isRunning() && databaseAnswers()) {
          startAgain();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startAgain() {
    try {
      runner.handBack();
      jobServer.startAgain();
      log.warn("JobRunr's server had stopped itself after the database was away; it runs again");
    } catch (RuntimeException e) {
      log.warn("JobRunr's server could not be started again; next try in {}", PAUSE, e);
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
