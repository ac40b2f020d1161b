package io.chasqui.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.testing.TestDatabase;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was stored before deliveries had an origin gets one, as far as it is known. */
class OriginMigrationIT {

  private static final String BEFORE = "202611290230";
  private static final UUID MESSAGE = UUID.fromString("01a2016b-78ea-71a4-bd4b-17a493136127");
  private static final UUID ALERT = UUID.fromString("01a2016b-78ea-71a4-bd4b-17a493136128");

  private final TestDatabase database = TestDatabase.empty();

  @Test
  void deliveriesOfTheContactFormAndOfAlertsGetTheirOrigin() {
    migrateTo(BEFORE);
    store("contact:form-1", null);
    sql(
        "INSERT INTO contact_message VALUES ('%s', now(), 'Ana', 'a@b.example', 'Hi', 'en')",
        MESSAGE);
    sql("INSERT INTO contact_message_delivery SELECT '%s', id FROM delivery", MESSAGE);
    sql("INSERT INTO alert VALUES ('%s', 'BACKLOG', 'email', 'many', now())", ALERT);
    store("alert-" + ALERT + "-raised", null);
    store("alert-" + ALERT + "-resolved", null);
    // A report that somebody named so.
    store("alert-" + ALERT + "-raised", "r.pdf");
    store("contact:form-2", "r.pdf");

    migrateTo("latest");

    assertThat(origins("attachment_name IS NULL"))
        .isEqualTo("ALERT:" + ALERT + ", ALERT:" + ALERT + ", CONTACT:" + MESSAGE);
    assertThat(origins("attachment_name IS NOT NULL")).isEqualTo("REQUEST, REQUEST");
  }

  @Test
  void serversAndWorkersOfThePreviousVersionGoOn() {
    migrateTo("latest");
    store("report-1", "r.pdf");
    sql(
        "INSERT INTO idempotency_key (key_sha256, request_sha256, delivery_id, received_at)"
            + " SELECT repeat('0', 64), repeat('1', 64), id, now() FROM delivery");

    assertThat(origins("report_id IS NULL AND requested_by IS NULL")).isEqualTo("REQUEST");
    assertThat(
            database.count(
                "idempotency_key JOIN delivery ON id = delivery_id"
                    + " WHERE result_kind = 'DELIVERY' AND result_id IS NULL"))
        .isEqualTo(1);
  }

  private void migrateTo(String version) {
    Flyway.configure().dataSource(database.dataSource()).target(version).load().migrate();
  }

  /** By the columns that the previous version names. */
  private void store(String correlationId, @Nullable String attachmentName) {
    sql(
        """
        INSERT INTO delivery (
          id, correlation_id, channel, status, recipient_kind, recipient, message,
          attachment_name, on_unknown, scheduled_time, due_at, created_at)
        VALUES (uuidv7(), '%s', 'EMAIL', 'SCHEDULED', 'EMAIL_ADDRESS', 'a@b.example', 'Hi',
          %s, 'RESEND', now(), now(), now())
        """,
        correlationId, attachmentName == null ? "NULL" : "'" + attachmentName + "'");
  }

  private String origins(String condition) {
    return database
        .jdbc()
        .sql(
            """
            SELECT string_agg(concat_ws(':', origin_kind, origin_id), ', '
              ORDER BY origin_kind, origin_id)
            FROM delivery WHERE %s
            """
                .formatted(condition))
        .query(String.class)
        .single();
  }

  private void sql(String statement, Object... arguments) {
    database.jdbc().sql(statement.formatted(arguments)).update();
  }
}
