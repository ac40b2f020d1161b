package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.platform.task.PeriodicTask;
import io.chasqui.server.retention.RetentionRule;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** What takes long is not cut off, and holds up nothing else. */
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

  private static int networkTimeout(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return connection.getNetworkTimeout();
    }
  }
}
