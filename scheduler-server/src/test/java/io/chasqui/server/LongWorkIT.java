package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.platform.task.PeriodicTask;
import io.chasqui.platform.task.RetentionRule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * What takes long is not cut off, and holds up nothing else; what is asked often is planned once.
 */
class LongWorkIT {

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @Test
  void eachPeriodicTaskHasAThreadOfItsOwn() {
    int tasks = server.beans(PeriodicTask.class).size() + server.beans(RetentionRule.class).size();

    assertThat(
            server
                .bean(ThreadPoolTaskScheduler.class)
                .getScheduledThreadPoolExecutor()
                .getCorePoolSize())
        .isEqualTo(tasks);
  }

  @Test
  void aMigrationMayTakeLongerThanAnyOtherStatement() throws SQLException {
    DataSource ofMigrations = server.bean(Flyway.class).getConfiguration().getDataSource();

    assertThat(networkTimeout(ofMigrations)).isZero();
    assertThat(networkTimeout(server.bean(DataSource.class))).isEqualTo(60_000);
  }

  /** Else each statement would be planned anew over all months. */
  @Test
  void plansOfPooledConnectionsAreMadeOnceAndKnowNoValues() throws SQLException {
    String find = "SELECT id AS planned_once FROM delivery_state WHERE id = ?";
    try (Connection connection = server.bean(DataSource.class).getConnection()) {
      // The driver has a statement prepared when it comes for the fifth time.
      for (int i = 0; i < 15; i++) {
        try (PreparedStatement statement = connection.prepareStatement(find)) {
          statement.setObject(1, UUID.randomUUID());
          assertThat(statement.executeQuery().next()).isFalse();
        }
      }

      assertThat(
              row(
                  connection,
                  "SELECT generic_plans > 5, custom_plans FROM pg_prepared_statements"
                      + " WHERE statement LIKE 'SELECT id AS planned_once%'"))
          .containsExactly("t", "0");
      assertThat(row(connection, "SELECT source FROM pg_settings WHERE name = 'plan_cache_mode'"))
          .as("not 'client': a pooler may refuse options of the connection")
          .containsExactly("session");
    }
  }

  private static List<String> row(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      List<String> row = new ArrayList<>();
      for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
        row.add(rows.getString(column));
      }
      return row;
    }
  }

  private static int networkTimeout(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return connection.getNetworkTimeout();
    }
  }
}
