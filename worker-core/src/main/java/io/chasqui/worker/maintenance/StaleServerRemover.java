package io.chasqui.worker.maintenance;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Removes JobRunr's rows of servers that are gone and that JobRunr would keep, by the database's
 * clock. The oldest of them would be the master that never does anything; one whose clock ran ahead
 * when it died would be for ever.
 */
public final class StaleServerRemover {

  private static final Logger log = LoggerFactory.getLogger(StaleServerRemover.class);

  private final JdbcClient jdbc;
  private final Duration timeout;

  /**
   * @param timeout how long JobRunr waits for a server's heartbeat
   */
  public StaleServerRemover(JdbcClient jdbc, Duration timeout) {
    this.jdbc = jdbc;
    this.timeout = timeout;
  }

  /** Removes rows whose heartbeat is further than twice the time-out from now, either way. */
  public void remove() {
    int removed =
        jdbc.sql(
                """
                DELETE FROM jobrunr_backgroundjobservers
                WHERE lastheartbeat NOT BETWEEN
                  (now() AT TIME ZONE 'UTC') - :millis * interval '1 millisecond'
                  AND (now() AT TIME ZONE 'UTC') + :millis * interval '1 millisecond'
                """)
            .param("millis", timeout.multipliedBy(2).toMillis())
            .update();
    if (removed > 0) {
      log.info("Removed {} rows of JobRunr servers that are gone", removed);
    }
  }
}
