package io.chasqui.jobs;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jobrunr.storage.sql.common.DatabaseCreator;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.datasource.init.ScriptException;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * Creates our tables, then JobRunr's, then the column and the indexes that we need on those, at the
 * start of any process; several may start at once.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
class JobTables {

  /** Held while JobRunr's tables are made: its own migration does not lock. */
  private static final long ADVISORY_LOCK = 0x6368617371756901L;

  /** Not a migration of Flyway's: JobRunr's come in between. */
  private static final Resource JOB_LANES = new ClassPathResource("db/jobrunr/lanes.sql");

  /** As the one above, but it runs at every start. */
  private static final Resource JOB_INDEXES = new ClassPathResource("db/jobrunr/indexes.sql");

  @Bean
  FlywayConfigurationCustomizer migrationsTakeTheirTime(DataSource dataSource) {
    return flyway -> flyway.dataSource(new PatientDataSource(dataSource));
  }

  @Bean
  FlywayMigrationStrategy oursThenJobRunrs(DataSource dataSource) {
    return flyway -> {
      flyway.migrate();
      migrateJobRunr(new PatientDataSource(dataSource));
    };
  }

  static void migrateJobRunr(DataSource dataSource) {
    try (Connection lock = dataSource.getConnection();
        Statement statement = lock.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(" + ADVISORY_LOCK + ")");
      try {
        new DatabaseCreator(dataSource, PostgresStorageProvider.class).runMigrations();
        if (!haveLanes(statement)) {
          addLanes(lock);
        }
        ScriptUtils.executeSqlScript(lock, JOB_INDEXES);
      } finally {
        statement.execute("SELECT pg_advisory_unlock(" + ADVISORY_LOCK + ")");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("JobRunr's tables could not be created", e);
    }
  }

  /** The column alone does not say so: an index may be one of the version before. */
  private static boolean haveLanes(Statement statement) throws SQLException {
    try (ResultSet indexes =
        statement.executeQuery(
            """
            SELECT FROM pg_index
            WHERE indrelid = 'jobrunr_jobs'::regclass
              AND pg_get_indexdef(indexrelid)
                ~ ' chasqui_jobs_(enqueued|scheduled) .*\\(jobsignature, lane, '
            OFFSET 1
            """)) {
      return indexes.next();
    }
  }

  private static void addLanes(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try {
      ScriptUtils.executeSqlScript(connection, JOB_LANES);
      connection.commit();
    } catch (ScriptException e) {
      connection.rollback();
      throw new IllegalStateException(
          "jobrunr_jobs could not be given its lanes, and is as it was; where a lock timed out,"
              + " a long transaction such as a dump's must end first; the next start tries again",
          e);
    } finally {
      connection.setAutoCommit(true);
    }
  }
}
