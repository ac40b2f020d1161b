package io.chasqui.worker.jobrunr;

import io.chasqui.jobs.AnyLocaleServerTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jobrunr.storage.BackgroundJobServerStatus;
import org.jobrunr.storage.ServerTimedOutException;
import org.jobrunr.storage.sql.common.db.Dialect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JobRunr's table of servers, with the database's clock in place of each machine's: a server whose
 * clock is wrong neither takes others for dead nor is taken for it.
 */
final class ServerTable extends AnyLocaleServerTable {

  private static final Logger log = LoggerFactory.getLogger(ServerTable.class);

  private final Clock machine;

  /**
   * @param machine the clock that JobRunr goes by
   */
  ServerTable(Connection connection, Dialect dialect, String tablePrefix, Clock machine) {
    super(connection, dialect, tablePrefix);
    this.machine = machine;
  }

  @Override
  public void announce(BackgroundJobServerStatus server) throws SQLException {
    super.announce(server);
    withId(server.getId())
        .update(
            "jobrunr_backgroundjobservers SET firstHeartbeat = now() AT TIME ZONE 'UTC',"
                + " lastHeartbeat = now() AT TIME ZONE 'UTC' WHERE id = :id");
  }

  /**
   * A server that others have taken for dead is announced again. JobRunr would stop it and
   * interrupt its jobs; but whatever others went on with, deliveries are fenced.
   */
  @Override
  public boolean signalServerAlive(BackgroundJobServerStatus server) throws SQLException {
    try {
      boolean isWanted = super.signalServerAlive(server);
      withId(server.getId())
          .update(
              "jobrunr_backgroundjobservers SET lastHeartbeat = now() AT TIME ZONE 'UTC'"
                  + " WHERE id = :id");
      return isWanted;
    } catch (ServerTimedOutException e) {
      log.info("Other workers took this one for dead; it goes on");
      announce(server);
      return true;
    }
  }

  @Override
  public int removeAllWithLastHeartbeatOlderThan(Instant time) throws SQLException {
    return with("ageMillis", Duration.between(time, machine.instant()).toMillis())
        .delete(
            "from jobrunr_backgroundjobservers where lastHeartbeat <"
                + " now() AT TIME ZONE 'UTC' - :ageMillis * interval '1 millisecond'");
  }
}
