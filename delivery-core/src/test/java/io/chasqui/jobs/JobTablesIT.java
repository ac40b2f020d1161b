package io.chasqui.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** JobRunr's table as the version before left it, and as it found it again. */
class JobTablesIT {

  private static final List<String> OF_THE_VERSION_BEFORE =
      List.of(
          "CREATE INDEX IF NOT EXISTS chasqui_jobs_enqueued ON jobrunr_jobs (jobsignature,"
              + " updatedat) WHERE state = 'ENQUEUED'",
          "CREATE INDEX IF NOT EXISTS chasqui_jobs_scheduled ON jobrunr_jobs (jobsignature,"
              + " scheduledat) WHERE state = 'SCHEDULED'");

  private final TestDatabase database = TestDatabase.fresh();
  private final JdbcClient jdbc = database.jdbc();

  @Test
  void jobsOfTheVersionBeforeAreOnTheLaneOfTheirChannelAndItsStartsChangeNothing() {
    jdbc.sql("DROP INDEX chasqui_jobs_enqueued, chasqui_jobs_scheduled").update();
    jdbc.sql("ALTER TABLE jobrunr_jobs DROP COLUMN lane").update();
    startTheVersionBefore();
    addAJob("of before");

    JobTables.migrateJobRunr(database.dataSource());
    startTheVersionBefore();
    addAJob("of before, beside this one");
    JobTables.migrateJobRunr(database.dataSource());

    assertThat(jdbc.sql("SELECT lane FROM jobrunr_jobs").query(String.class).list())
        .containsExactly("", "");
    assertThat(indexes())
        .hasSize(2)
        .allSatisfy(index -> assertThat(index).contains("(jobsignature, lane, "));
  }

  private void startTheVersionBefore() {
    OF_THE_VERSION_BEFORE.forEach(statement -> jdbc.sql(statement).update());
  }

  private void addAJob(String id) {
    jdbc.sql(
            """
            INSERT INTO jobrunr_jobs (
              id, version, jobasjson, jobsignature, state, createdat, updatedat, scheduledat)
            VALUES (:id, 1, '{}', 'x', 'SCHEDULED', now(), now(), now())
            """)
        .param("id", id)
        .update();
  }

  private List<String> indexes() {
    return jdbc.sql(
            """
            SELECT indexdef FROM pg_indexes
            WHERE indexname IN ('chasqui_jobs_enqueued', 'chasqui_jobs_scheduled')
            """)
        .query(String.class)
        .list();
  }
}
