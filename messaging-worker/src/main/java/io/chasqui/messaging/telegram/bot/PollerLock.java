package io.chasqui.messaging.telegram.bot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The right to read a bot's updates, which one process among all workers has: an advisory lock of a
 * database session. It lasts as long as its connection, so a process that dies gives it back.
 */
final class PollerLock implements AutoCloseable {

  private static final int CHECK_TIMEOUT_SECONDS = 5;

  private final Connection connection;
  private final long botId;

  private PollerLock(Connection connection, long botId) {
    this.connection = connection;
    this.botId = botId;
  }

  /**
   * Takes the seat, with a connection of its own.
   *
   * @return empty when another process has it
   */
  static Optional<PollerLock> take(DataSource dataSource, long botId) throws SQLException {
    Connection connection = dataSource.getConnection();
    boolean taken = false;
    try {
      taken = call(connection, "pg_try_advisory_lock", botId);
      return taken ? Optional.of(new PollerLock(connection, botId)) : Optional.empty();
    } finally {
      if (!taken) {
        connection.close();
      }
    }
  }

  /** Whether the session, and with it the lock, still lives; asks the database. */
  boolean isHeld() throws SQLException {
    return connection.isValid(CHECK_TIMEOUT_SECONDS);
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      call(connection, "pg_advisory_unlock", botId);
    }
  }

  private static boolean call(Connection connection, String function, long botId)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT " + function + "(hashtextextended('chasqui.telegram.poller:' || ?, 0))")) {
      statement.setString(1, Long.toString(botId));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
