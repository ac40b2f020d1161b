package io.chasqui.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jobrunr.storage.sql.common.DatabaseCreator;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates our tables, then JobRunr's, at the start of any process; several may start at once. */
@Configuration(proxyBeanMethods = false)
class JobTables {

  /** Held while JobRunr's tables are made: its own migration does not lock. */
  private static final long ADVISORY_LOCK = 0x6368617371756901L;

  /**
   * Of JobRunr's indexes; each of them costs every job that is stored or changes its state. None is
   * needed: by state alone (there is one by state and time of change), by signature (workers look
   * for state first), by creation, by recurring job (there are none).
   */
  private static final List<String> INDEXES_WITHOUT_READERS =
      List.of(
          "jobrunr_state_idx",
          "jobrunr_job_signature_idx",
          "jobrunr_job_created_at_idx",
          "jobrunr_job_rci_idx");

  @Bean
  FlywayMigrationStrategy oursThenJobRunrs(DataSource dataSource) {
    return flyway -> {
      flyway.migrate();
      migrateJobRunr(dataSource);
    };
  }

  private static void migrateJobRunr(DataSource dataSource) {
    try (Connection lock = dataSource.getConnection();
        Statement statement = lock.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(" + ADVISORY_LOCK + ")");
      try {
        new DatabaseCreator(dataSource, PostgresStorageProvider.class).runMigrations();
        dropIndexesWithoutReaders(statement);
      } finally {
        statement.execute("SELECT pg_advisory_unlock(" + ADVISORY_LOCK + ")");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("JobRunr's tables could not be created", e);
    }
  }

  /** Concurrently: workers of other processes go on meanwhile. */
  private static void dropIndexesWithoutReaders(Statement statement) throws SQLException {
    for (String index : INDEXES_WITHOUT_READERS) {
      statement.execute("DROP INDEX CONCURRENTLY IF EXISTS " + index);
    }
  }
}
