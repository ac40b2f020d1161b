package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.TestWorker;
import io.chasqui.jobs.Queue;
import io.chasqui.server.audit.AuditMonths;
import io.chasqui.server.contact.ContactMessages;
import io.chasqui.server.delivery.StrandedProgress;
import io.chasqui.server.intake.IdempotencyKeys;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestMonths;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Months go while servers and workers work; the server has settings that let them go at once. */
class MonthsIT {

  private static final String NOTICE =
      "{\"to\": \"ana@example.com\", \"subject\": \"Order 7\", \"body\": \"It is sent.\"}";
  private static final String MESSAGE =
      "{\"name\": \"Ana\", \"email\": \"ana@example.com\", \"message\": \"Hello\"}";

  private static final String DELIVERED = "delivery WHERE status = 'DELIVERED'";

  private static final TestDatabase database = TestDatabase.fresh();
  private static ChasquiServer server;
  private static ConfigurableApplicationContext worker;

  @BeforeAll
  static void start() {
    sql("DROP TABLE audit_entry_" + lastMonthOfTheAudit());
    server =
        ChasquiServer.on(
            database,
            "--chasqui.contact.recipients=desk@example.org",
            "--chasqui.alerts.telegram=-1001234567890",
            "--chasqui.alerts.check-interval=100ms",
            "--chasqui.retention.personal-data=1s",
            "--chasqui.retention.rows=1s",
            "--chasqui.retention.check-interval=200ms");
    worker = TestWorker.start(database, List.of(Queue.EMAIL, Queue.MESSAGING));
  }

  @AfterAll
  static void stop() {
    worker.close();
    server.close();
  }

  @Test
  void aMonthGoesWithDeliveriesOfEveryOriginWhileWorkersRun() {
    HttpResponse<String> keyed = schedule("kept", "Idempotency-Key", "key-of-the-month");
    accepted(server.post("/api/notify", NOTICE));
    accepted(server.post("/api/contact", MESSAGE));
    sql(
        "INSERT INTO job_quarantine (job_id, job_signature, job_state, job_as_json, reason)"
            + " VALUES ('try', 'none', 'ENQUEUED', '{}', 'to raise an alert')");
    await().atMost(Duration.ofSeconds(20)).until(() -> database.count(DELIVERED) == 4);
    sql(
        "INSERT INTO telegram_progress (delivery_id, texts_sent)"
            + " SELECT id, 1 FROM delivery WHERE channel = 'TELEGRAM'");
    assertThat(keyed.statusCode()).isEqualTo(200);

    TestMonths.endTheFirst(database);
    List<HttpResponse<String>> meanwhile = new ArrayList<>();
    Duration longest = Duration.ZERO;
    while (database.count("pg_class WHERE relname = 'delivery_message_first'") == 1
        || meanwhile.size() < 20) {
      long begin = System.nanoTime();
      meanwhile.add(schedule("meanwhile"));
      Duration taken = Duration.ofNanos(System.nanoTime() - begin);
      longest = taken.compareTo(longest) > 0 ? taken : longest;
      assertThat(meanwhile).hasSizeLessThan(5_000);
    }

    assertThat(meanwhile).allMatch(answer -> answer.statusCode() == 200);
    assertThat(longest).isLessThan(Duration.ofSeconds(2));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                database.count(DELIVERED + " AND correlation_id = 'meanwhile'")
                    == meanwhile.size());
    assertThat(counted())
        .containsExactly("ALERT TELEGRAM", "CONTACT EMAIL", "PLAIN_EMAIL EMAIL", "REQUEST EMAIL");
    assertThat(schedule("kept", "Idempotency-Key", "key-of-the-month").body())
        .isEqualTo(keyed.body());
    assertThat(server.get("/api/contact-messages").body()).contains("Ana", "\"deliveries\":[]");

    Instant now = Instant.now();
    assertThat(server.bean(ContactMessages.class).remove(now, 10)).isEqualTo(1);
    assertThat(server.bean(IdempotencyKeys.class).remove(now, 10)).isEqualTo(1);
    assertThat(server.bean(StrandedProgress.class).remove(10)).isEqualTo(1);
  }

  @Test
  void monthsOfTheAuditComeAndGoWithThem() {
    assertThat(server.bean(AuditMonths.class).missing(3)).isEmpty();
    database.jdbc().sql("SELECT add_audit_month('2020-01-01')").query(Boolean.class).single();
    sql(
        """
        INSERT INTO audit_entry (id, at, actor_kind, actor, via, act, object_kind, result, details)
        SELECT audit_entry_id(at), at, 'SERVER', 'server', 'SERVER', 'test', 'TEST', 'DONE', '{}'
        FROM generate_series(
          timestamptz '2020-01-05T00:00Z', '2020-01-31T23:00Z', interval '1 day') AS at
        """);

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> database.count("pg_class WHERE relname = 'audit_entry_2020_01'") == 0);

    await()
        .untilAsserted(
            () ->
                assertThat(
                        server
                            .bean(MeterRegistry.class)
                            .counter("chasqui.retention.removed", "rule", "audit")
                            .count())
                    .isEqualTo(27));
    assertThat(database.count("audit_month")).isEqualTo(4);
  }

  private static String lastMonthOfTheAudit() {
    return database
        .jdbc()
        .sql("SELECT name FROM audit_month ORDER BY end_id DESC LIMIT 1")
        .query(String.class)
        .single();
  }

  private static HttpResponse<String> schedule(String correlationId, String... headers) {
    return server.post(
        "/api/schedule-email",
        "{\"correlationId\": \"%s\", \"toEmail\": \"ana@example.com\", \"delay\": \"PT0S\"}"
            .formatted(correlationId),
        headers);
  }

  private static void accepted(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
  }

  private static List<String> counted() {
    return database
        .jdbc()
        .sql(
            "SELECT origin_kind || ' ' || channel FROM delivery_statistics"
                + " WHERE status = 'DELIVERED' AND n = 1 ORDER BY 1")
        .query(String.class)
        .list();
  }

  private static void sql(String statement) {
    database.jdbc().sql(statement).update();
  }
}
