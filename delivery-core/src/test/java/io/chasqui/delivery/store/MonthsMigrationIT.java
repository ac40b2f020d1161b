package io.chasqui.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.testing.TestDatabase;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What was stored before there were months is in the first one. */
class MonthsMigrationIT {

  private static final String BEFORE = "202611291214";

  private final TestDatabase database = TestDatabase.empty();

  @Test
  void theTablesBecomeTheFirstMonthWithoutARowBeingRewritten() {
    migrateTo(BEFORE);
    store("ago", "-400 days");
    store("now", "0");
    List<String> files = files("delivery_message", "delivery_state", "delivery_attempt");

    migrateTo("latest");

    assertThat(files("delivery_message_first", "delivery_state_first", "delivery_attempt_first"))
        .isEqualTo(files);
    assertThat(months()).containsExactly("ago: first", "now: first");
    assertThat(database.count("delivery_attempt")).isEqualTo(2);
  }

  @Test
  void whatAWrongClockHasDatedAheadGoesToAMonthOfItsOwn() {
    migrateTo(BEFORE);
    store("now", "0");
    store("ahead", "3 years");
    String year = text("SELECT to_char(now() + interval '3 years', 'YYYY_')");

    migrateTo("latest");

    assertThat(months())
        .hasSize(2)
        .contains("now: first")
        .anyMatch(one -> one.startsWith("ahead: " + year));
    assertThat(database.count("delivery_attempt")).isEqualTo(2);
    sql("DELETE FROM delivery");
    assertThat(database.count("delivery_attempt")).isZero();
  }

  @Test
  void theRunningMonthAndTheNextThreeAreThere() {
    migrateTo("latest");

    assertThat(database.count("delivery_month")).isEqualTo(4);
    assertThat(
            database.count(
                "delivery_month WHERE ends_at = "
                    + "(date_trunc('month', now() AT TIME ZONE 'UTC') + interval '4 months')"
                    + " AT TIME ZONE 'UTC'"))
        .isEqualTo(1);
  }

  private void migrateTo(String version) {
    Flyway.configure().dataSource(database.dataSource()).target(version).load().migrate();
  }

  private void store(String correlationId, String shift) {
    sql(
        """
        INSERT INTO delivery (
          id, correlation_id, channel, status, recipient_kind, recipient, message,
          on_unknown, scheduled_time, due_at, created_at)
        VALUES (uuidv7(interval '%s'), '%s', 'EMAIL', 'SCHEDULED', 'EMAIL_ADDRESS', 'a@b.example',
          'Hi', 'RESEND', now(), now(), now())
        """,
        shift, correlationId);
    sql(
        """
        INSERT INTO delivery_attempt (delivery_id, number, worker, started_at)
        SELECT id, 1, 'w', now() FROM delivery WHERE correlation_id = '%s'
        """,
        correlationId);
  }

  private List<String> months() {
    return database
        .jdbc()
        .sql(
            """
            SELECT correlation_id || ': ' || replace(tableoid::regclass::text, 'delivery_message_', '')
            FROM delivery_message ORDER BY id
            """)
        .query(String.class)
        .list();
  }

  private List<String> files(String... tables) {
    return List.of(tables).stream()
        .map(table -> text("SELECT pg_relation_filenode('" + table + "')::text"))
        .toList();
  }

  private String text(String query) {
    return database.jdbc().sql(query).query(String.class).single();
  }

  private void sql(String statement, Object... arguments) {
    database.jdbc().sql(statement.formatted(arguments)).update();
  }
}
