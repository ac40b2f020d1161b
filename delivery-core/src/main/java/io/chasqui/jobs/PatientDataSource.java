package io.chasqui.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Waits for the answer to a statement as long as it takes: a migration of many millions of rows
 * takes longer than any other statement may, and would begin anew at each start. The pool gives its
 * connections their own bound again.
 */
final class PatientDataSource extends DelegatingDataSource {

  private static final int NO_BOUND = 0;

  PatientDataSource(DataSource source) {
    super(source);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    connection.setNetworkTimeout(Runnable::run, NO_BOUND);
    return connection;
  }
}
