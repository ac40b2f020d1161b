package io.chasqui.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * One connection for all statements of a test, of several threads too, in place of a new one for
 * each: a test that waits for something asks many times. One that was lost is opened anew.
 */
final class KeptConnection extends AbstractDataSource {

  private final Supplier<DataSource> source;
  private @Nullable SingleConnectionDataSource kept;

  /**
   * @param source of connections, as it is when one is opened
   */
  KeptConnection(Supplier<DataSource> source) {
    this.source = source;
  }

  @Override
  public synchronized Connection getConnection() throws SQLException {
    if (kept == null || !isAlive(kept)) {
      close();
      kept = new SingleConnectionDataSource(source.get().getConnection(), true);
    }
    return kept.getConnection();
  }

  /** A stream of rows that ends closes the connection itself, behind what keeps it. */
  private static boolean isAlive(SingleConnectionDataSource kept) {
    try {
      return kept.getConnection().isValid(0);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public Connection getConnection(String username, String password) {
    throw new UnsupportedOperationException("it has one user");
  }

  /** Until it is asked for a connection again. */
  synchronized void close() {
    if (kept != null) {
      kept.destroy();
      kept = null;
    }
  }
}
