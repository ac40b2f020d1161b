package io.chasqui.worker.maintenance;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Asks whether the database is there. */
public final class DatabaseProbe {

  private static final int TIMEOUT_SECONDS = 2;

  /** Writes nothing, but one that can only be read, as after a failover, refuses it. */
  private static final String WRITE = "DELETE FROM jobrunr_backgroundjobservers WHERE id = ''";

  private final DataSource dataSource;

  public DatabaseProbe(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Whether it takes writes. Waits for a connection as long as the pool lets it. */
  boolean takesWrites() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(TIMEOUT_SECONDS);
      statement.executeUpdate(WRITE);
      return true;
    } catch (SQLException e) {
      return false;
    }
  }
}
