package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.ops.Repository;
import io.chasqui.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ops/database-roles.sql gives, and to whom. */
class DatabaseRolesIT {

  private static final String REFUSED = "42501";

  /** Some columns of these are open to the reader, and the rest of them is closed. */
  private static final Set<String> OPEN_IN_PART =
      Set.of("delivery", "delivery_attempt", "delivery_statistics", "report");

  private static final TestDatabase database = TestDatabase.empty();

  @BeforeAll
  static void start() throws SQLException {
    execute(database, roles());
    try (ChasquiServer server = ChasquiServer.on(database.as("chasqui"))) {
      accept(server);
    }
    execute(database, roles());
    execute(database, "DROP ROLE IF EXISTS analyst; CREATE ROLE analyst LOGIN");
    execute(database, "DROP ROLE IF EXISTS stranger; CREATE ROLE stranger LOGIN");
    execute(database, "GRANT chasqui_reader TO analyst");
  }

  @AfterAll
  static void dropLogins() throws SQLException {
    execute(database, "DROP ROLE analyst; DROP ROLE stranger");
  }

  @Test
  void theServerMakesItsTablesAndAcceptsRequestsWithoutBeingSuperuser() {
    assertThat(database.count("pg_roles WHERE rolname = 'chasqui' AND NOT rolsuper")).isEqualTo(1);
    assertThat(database.count("pg_class WHERE relname = 'jobrunr_jobs' AND " + ownedByChasqui()))
        .isEqualTo(1);
    assertThat(database.count("jobrunr_jobs")).isEqualTo(1);
  }

  @Test
  void tablesThatAnotherRoleMadeBecomeTheServers() throws SQLException {
    TestDatabase older = TestDatabase.empty();
    ChasquiServer.on(older).close();

    execute(older, roles());

    assertThat(
            older.count(
                "pg_class WHERE relnamespace = 'public'::regnamespace AND NOT " + ownedByChasqui()))
        .isZero();
    try (ChasquiServer server = ChasquiServer.on(older.as("chasqui"))) {
      accept(server);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT channel, status, count(*) FROM delivery GROUP BY channel, status",
        "SELECT avg(completed_at - scheduled_time) FROM delivery WHERE failure_code IS NULL",
        "SELECT day, sum(n) FROM delivery_statistics GROUP BY day",
        "SELECT outcome, code, avg(ended_at - started_at) FROM delivery_attempt GROUP BY 1, 2",
        "SELECT sum(size_bytes) FROM report"
      })
  void theReaderMayCount(String statement) throws SQLException {
    execute(database.as("analyst"), statement);
  }

  /** Whatever tables there are: one that somebody adds is closed. */
  @ParameterizedTest
  @MethodSource("closedTables")
  void theReaderMaySeeNothingOfAnyOtherTable(String table) {
    assertRefused(database.as("analyst"), "SELECT * FROM " + table);
    assertThat(
            database
                .jdbc()
                .sql(
                    """
                    SELECT has_any_column_privilege('analyst', :table, 'SELECT, INSERT, UPDATE')
                      OR has_table_privilege('analyst', :table, 'DELETE, TRUNCATE, TRIGGER')
                    """)
                .param("table", table)
                .query(Boolean.class)
                .single())
        .isFalse();
  }

  static List<String> closedTables() {
    List<String> tables =
        database
            .jdbc()
            .sql(
                """
                SELECT relname FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
                ORDER BY relname
                """)
            .query(String.class)
            .list();
    assertThat(tables).containsAll(OPEN_IN_PART);
    return tables.stream().filter(table -> !OPEN_IN_PART.contains(table)).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT recipient FROM delivery",
        "SELECT * FROM delivery",
        "SELECT count(*) FROM delivery WHERE recipient LIKE 'i%'",
        "SELECT subject FROM delivery",
        "SELECT message FROM delivery",
        "SELECT attachment_name FROM delivery",
        "SELECT customer_id FROM delivery",
        "SELECT failure_detail FROM delivery",
        "SELECT provider_message_id FROM delivery",
        "SELECT detail FROM delivery_attempt",
        "INSERT INTO jobrunr_jobs (id) VALUES ('x')",
        "UPDATE jobrunr_jobs SET jobasjson = '{}'",
        "DELETE FROM jobrunr_jobs",
        "TRUNCATE jobrunr_jobs",
        "UPDATE delivery SET status = 'CANCELLED'",
        "UPDATE delivery_state SET status = 'CANCELLED'",
        "DELETE FROM delivery",
        "ALTER TABLE delivery_state DISABLE TRIGGER ALL",
        "CREATE INDEX ON delivery_state (status)",
        "CREATE TRIGGER t AFTER INSERT ON jobrunr_jobs EXECUTE FUNCTION"
            + " suppress_redundant_updates_trigger()",
        "CREATE TABLE public.mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "COPY delivery (status) TO PROGRAM 'true'",
        "SET ROLE chasqui",
        "CREATE ROLE mine"
      })
  void theReaderMaySeeNobodysDataAndChangeNothing(String statement) {
    assertRefused(database.as("analyst"), statement);
  }

  /** Even one that is connected, as some cluster-wide role may be. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count(*) FROM public.delivery",
        "SELECT count(*) FROM public.jobrunr_jobs",
        "INSERT INTO public.jobrunr_jobs (id) VALUES ('x')",
        "UPDATE public.jobrunr_jobs SET jobasjson = '{}'",
        "CREATE TABLE public.mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)"
      })
  void anotherRoleMayDoNothing(String statement) {
    assertThatThrownBy(() -> execute(database, "SET ROLE stranger; " + statement))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(REFUSED));
  }

  @Test
  void anotherRoleIsNotLetIn() {
    assertThatThrownBy(() -> execute(database.as("stranger"), "SELECT 1"))
        .hasMessageContaining("permission denied for database");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE DATABASE mine",
        "CREATE ROLE mine",
        "COPY delivery TO PROGRAM 'true'",
        "SELECT pg_read_file('/etc/passwd')"
      })
  void theServersRoleEndsAtItsDatabase(String statement) {
    assertThatThrownBy(() -> execute(database.as("chasqui"), statement))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(REFUSED));
  }

  private static void assertRefused(TestDatabase database, String statement) {
    assertThatThrownBy(() -> execute(database, statement))
        .as(statement)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(REFUSED));
  }

  private static void accept(ChasquiServer server) {
    String request =
        """
        {"correlationId": "r-1", "toEmail": "ivan@example.org", "subject": "s", "message": "m"}
        """;
    assertThat(server.post("/api/schedule-email", request).statusCode()).isEqualTo(200);
  }

  private static String ownedByChasqui() {
    return "relowner = 'chasqui'::regrole";
  }

  private static String roles() {
    return Repository.text("ops/database-roles.sql");
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
