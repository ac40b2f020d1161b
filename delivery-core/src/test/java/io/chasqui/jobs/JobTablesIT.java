package io.chasqui.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.chasqui.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    bringBackTheVersionBefore();
    addAJob("of before");

    start();
    startTheVersionBefore();
    addAJob("of before, beside this one");
    start();

    assertThat(jdbc.sql("SELECT lane FROM jobrunr_jobs").query(String.class).list())
        .containsExactly("", "");
    assertThat(indexes()).hasSize(2).allSatisfy(JobTablesIT::hasTheLane);
  }

  /** A worker asks for each lane by its name, and could do nothing with another word. */
  @ParameterizedTest
  @ValueSource(strings = {" ", "email", "webhook:", "WEBHOOK:https://example.com:443"})
  void whatIsNoLaneIsNotStored(String lane) {
    addAJob("of a lane");

    assertThatThrownBy(() -> onLane(lane)).hasMessageContaining("chasqui_jobs_lane");
    onLane("webhook:https://example.com:443");
  }

  private void onLane(String lane) {
    jdbc.sql("UPDATE jobrunr_jobs SET lane = :lane").param("lane", lane).update();
  }

  @Test
  void aStartThatDiesWhileItBuildsAnIndexLeavesAllAsItWas() {
    bringBackTheVersionBefore();
    List<String> before = indexes();
    jdbc.sql(
            """
            CREATE FUNCTION die() RETURNS event_trigger LANGUAGE plpgsql AS $$
            BEGIN
              RAISE 'the disk is full';
            END $$
            """)
        .update();
    jdbc.sql(
            """
            CREATE EVENT TRIGGER no_index ON ddl_command_start WHEN TAG IN ('CREATE INDEX')
            EXECUTE FUNCTION die()
            """)
        .update();

    assertThatThrownBy(this::start)
        .hasRootCauseMessage(
            "ERROR: the disk is full\n  Where: PL/pgSQL function die() line 3 at RAISE");

    assertThat(indexes()).isEqualTo(before);
    assertThat(lanes()).isZero();
    jdbc.sql("DROP EVENT TRIGGER no_index").update();
    startTheVersionBefore();
    start();
    assertThat(lanes()).isOne();
    assertThat(indexes()).hasSize(2).allSatisfy(JobTablesIT::hasTheLane);
  }

  @Test
  void anIndexOfTheVersionBeforeBesideTheColumnIsReplaced() {
    jdbc.sql("DROP INDEX chasqui_jobs_enqueued").update();
    startTheVersionBefore();

    start();

    assertThat(indexes()).hasSize(2).allSatisfy(JobTablesIT::hasTheLane);
  }

  @Test
  void aStartThatWouldWaitBehindADumpFailsAndLeavesAllAsItWas() throws SQLException {
    bringBackTheVersionBefore();
    List<String> before = indexes();
    try (Connection dump = database.dataSource().getConnection();
        Statement statement = dump.createStatement()) {
      dump.setAutoCommit(false);
      statement.execute("LOCK TABLE jobrunr_jobs IN ACCESS SHARE MODE");

      assertTimeoutPreemptively(
          Duration.ofSeconds(60),
          () ->
              assertThatThrownBy(this::start)
                  .hasMessageContaining("the next start tries again")
                  .hasRootCauseMessage("ERROR: canceling statement due to lock timeout"));

      assertThat(indexes()).isEqualTo(before);
    }
    start();
    assertThat(indexes()).hasSize(2).allSatisfy(JobTablesIT::hasTheLane);
  }

  private void start() {
    JobTables.migrateJobRunr(database.dataSource());
  }

  private void bringBackTheVersionBefore() {
    jdbc.sql("DROP INDEX chasqui_jobs_enqueued, chasqui_jobs_scheduled").update();
    jdbc.sql("ALTER TABLE jobrunr_jobs DROP COLUMN lane").update();
    startTheVersionBefore();
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

  private int lanes() {
    return database.count(
        "information_schema.columns WHERE table_name = 'jobrunr_jobs' AND column_name = 'lane'");
  }

  private static void hasTheLane(String index) {
    assertThat(index).contains("(jobsignature, lane, ");
  }

  private List<String> indexes() {
    return jdbc.sql(
            """
            SELECT indexdef FROM pg_indexes
            WHERE indexname IN ('chasqui_jobs_enqueued', 'chasqui_jobs_scheduled')
            ORDER BY indexname
            """)
        .query(String.class)
        .list();
  }
}
