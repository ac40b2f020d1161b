package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.delivery.DeliveryMonths;
import io.chasqui.server.audit.AuditMonths;
import io.chasqui.server.status.alert.Alert;
import io.chasqui.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers on one database that look for alerts ten times a second. */
class AlertsIT {

  private static final String PEER = "smtp:mail.example.com:587";
  private static final String SET_ASIDE =
      """
      INSERT INTO job_quarantine (job_id, job_signature, job_state, job_as_json, reason)
      VALUES ('j', 's', 'ENQUEUED', '{}', 'its JSON cannot be read')
      """;
  private static final Duration SOME_ROUNDS = Duration.ofMillis(500);
  private static final ObjectMapper json = new ObjectMapper();

  private static final TestDatabase database = TestDatabase.fresh();
  private static ChasquiServer one;
  private static ChasquiServer other;

  @BeforeAll
  static void start() {
    one = server();
    other = server();
  }

  private static ChasquiServer server() {
    return ChasquiServer.on(
        database,
        RecordingAlertListener.SETTING,
        "--chasqui.public-url=https://chasqui.example",
        "--chasqui.alerts.email=ops@example.com",
        "--chasqui.alerts.telegram=-1001234567890",
        "--chasqui.alerts.check-interval=100ms",
        "--chasqui.alerts.no-worker-after=300ms",
        "--chasqui.alerts.calm=300ms");
  }

  @AfterAll
  static void stop() {
    one.close();
    other.close();
  }

  @BeforeEach
  void allIsWell() {
    for (String table :
        List.of(
            "channel_health",
            "channel_pause",
            "job_quarantine",
            "delivery",
            "jobrunr_backgroundjobservers")) {
      sql("DELETE FROM " + table);
    }
    TestWorkers.email(database, "email-worker@a:1", "CLOSED", 0);
    TestWorkers.alive(database, "messaging-worker@a:1");
    soon().until(() -> openKinds().isEmpty());
    sql("DELETE FROM alert");
    sql("DELETE FROM delivery");
    RecordingAlertListener.told.clear();
  }

  @Test
  void moreThanFiveFailuresInARowAreToldOnceByAllServersTogetherAndOnceWhenOver() {
    failures(5);
    await().during(SOME_ROUNDS).until(() -> told().isEmpty());

    failures(6);
    soon().until(() -> told().size() == 1);
    Alert raised = told().get(0);
    assertThat(raised.kind()).isEqualTo("CHANNEL_FAULT");
    assertThat(raised.subject()).isEqualTo(PEER);
    assertThat(raised.detail()).isEqualTo("6 failures in a row, last SEND_FAILED");
    assertThat(messages()).isEqualTo("1 EMAIL, 1 TELEGRAM");

    failures(1_000);
    soon().until(() -> alerts().get(0).path("detail").asText().startsWith("1000 failures"));
    failures(0);
    soon().until(() -> told().size() == 2);

    assertThat(told().get(1).resolvedAt()).isNotNull();
    assertThat(messages()).isEqualTo("2 EMAIL, 2 TELEGRAM");
    assertThat(alerts()).hasSize(1);
    assertThat(alerts().get(0).path("resolvedAt").isNull()).isFalse();
  }

  @Test
  void whoIsToldIsShownMasked() {
    Browser viewer = new Browser(one);
    viewer.logIn("viewer");

    assertThat(viewer.open("/console/alerts").body())
        .contains("o•••@e•••", "•••90")
        .doesNotContain("ops@example.com", "1001234567890");
  }

  @Test
  void aMonthThatIsMissingIsTold() {
    String next =
        database
            .jdbc()
            .sql(
                "SELECT name FROM delivery_month WHERE first_id IS NOT NULL ORDER BY end_id LIMIT"
                    + " 1")
            .query(String.class)
            .single();
    sql(
        "DROP TABLE delivery_attempt_%1$s, delivery_state_%1$s, delivery_message_%1$s"
            .formatted(next));

    soon().until(() -> told().size() == 1);
    assertThat(told().get(0).kind()).isEqualTo("PARTITION_MISSING");
    assertThat(told().get(0).detail()).isEqualTo("no month for " + next.replace('_', '-'));

    one.bean(DeliveryMonths.class).add(1);
    soon().until(() -> told().size() == 2);
  }

  @Test
  void soIsAMonthOfTheAudit() {
    String next =
        database
            .jdbc()
            .sql("SELECT name FROM audit_month ORDER BY end_id OFFSET 1 LIMIT 1")
            .query(String.class)
            .single();
    sql("DROP TABLE audit_entry_" + next);

    soon().until(() -> told().size() == 1);
    assertThat(told().get(0).kind()).isEqualTo("PARTITION_MISSING");
    assertThat(told().get(0).subject()).isEqualTo("audit");
    assertThat(told().get(0).detail()).isEqualTo("no month for " + next.replace('_', '-'));

    one.bean(AuditMonths.class).add(1);
    soon().until(() -> told().size() == 2);
  }

  @Test
  void noServerLooksWhileAnotherDoes() throws SQLException {
    try (Connection looking = database.dataSource().getConnection()) {
      looking.setAutoCommit(false);
      looking
          .createStatement()
          .execute("SELECT pg_advisory_xact_lock(hashtextextended('chasqui.alerts', 0))");
      failures(6);
      await().during(SOME_ROUNDS).until(() -> told().isEmpty());
      looking.rollback();
    }
    soon().until(() -> told().size() == 1);
  }

  @Test
  void aStormOfFaultsOfAllWorkersIsOneMessage() {
    for (int i = 0; i < 20; i++) {
      TestWorkers.email(database, "email-worker@storm:" + i, "OPEN", 50);
    }
    pause("AUTHENTICATION_FAILED", "1 minute");
    soon().until(() -> told().size() == 1);

    await().during(SOME_ROUNDS).until(() -> told().size() == 1);
    assertThat(alerts().get(0).path("detail").asText())
        .contains("50 failures", "breaker open in 20 of 21 workers", "AUTHENTICATION_FAILED");
    assertThat(messages()).isEqualTo("1 EMAIL, 1 TELEGRAM");
  }

  @Test
  void aFaultOfTheAccountIsToldAtOnceAndARestThatWasAskedForIsNot() {
    for (String reason :
        List.of("RATE_LIMITED", "SERVICE_NOT_AVAILABLE", "SEND_FAILED", "PAUSED_BY_PERSON")) {
      pause(reason, "1 minute");
      await().during(SOME_ROUNDS).until(() -> told().isEmpty());
    }

    pause("QUOTA_EXCEEDED", "1 minute");
    soon().until(() -> told().size() == 1);
    assertThat(told().get(0).detail()).isEqualTo("paused: QUOTA_EXCEEDED");
    String page = "https://chasqui.example/console/alerts/" + told().get(0).id();
    assertThat(database.count("delivery WHERE message LIKE '%See " + page + "'")).isEqualTo(2);

    pause("QUOTA_EXCEEDED", "-1 second");
    soon().until(() -> told().size() == 2);
  }

  @Test
  void aJobThatWasSetAsideIsToldUntilItsRowIsGone() {
    setAsideAJob();
    soon().until(() -> told().size() == 1);
    assertThat(told().get(0).kind()).isEqualTo("JOB_QUARANTINED");

    sql("DELETE FROM job_quarantine");
    soon().until(() -> told().size() == 2);
  }

  @Test
  void furtherJobsThatWereSetAsideAreToldOnceInAQuarterOfAnHour() {
    setAsideAJob();
    soon().until(() -> told().size() == 1);
    aQuarterOfAnHourPasses();
    await().during(SOME_ROUNDS).until(() -> told().size() == 1);

    setAsideAJob();
    soon().until(() -> told().size() == 2);
    assertThat(told().get(1).detail()).isEqualTo("2 set aside");
    assertThat(told().get(1).id()).isEqualTo(told().get(0).id());

    setAsideAJob();
    await().during(SOME_ROUNDS).until(() -> told().size() == 2);
    aQuarterOfAnHourPasses();
    soon().until(() -> told().size() == 3);
    assertThat(messages()).isEqualTo("3 EMAIL, 3 TELEGRAM");
  }

  /** Its time is older than the message that does not know of it. */
  @Test
  void aJobWhoseRowIsStoredLateIsAFurtherOne() throws SQLException {
    try (Connection slow = database.dataSource().getConnection()) {
      slow.setAutoCommit(false);
      slow.createStatement().execute(SET_ASIDE);
      setAsideAJob();
      soon().until(() -> told().size() == 1);
      slow.commit();
    }

    aQuarterOfAnHourPasses();
    soon().until(() -> told().size() == 2);
    assertThat(told().get(1).detail()).isEqualTo("2 set aside");
  }

  @Test
  void aQueueThatLostItsLastWorkerIsToldUntilOneIsBack() {
    sql("DELETE FROM jobrunr_backgroundjobservers WHERE name LIKE 'email%'");
    soon().until(() -> told().size() == 1);
    assertThat(told().get(0).kind()).isEqualTo("NO_WORKER");
    assertThat(told().get(0).subject()).isEqualTo("email");

    TestWorkers.alive(database, "email-worker@b:2");
    soon().until(() -> told().size() == 2);
  }

  @Test
  void aQueueThatNobodyUsesNeedsNoWorker() {
    sql("DELETE FROM jobrunr_backgroundjobservers WHERE name LIKE 'messaging%'");

    await().during(SOME_ROUNDS.multipliedBy(2)).until(() -> told().isEmpty());
  }

  @Test
  void anOldDueDeliveryIsToldUntilItIsSent() {
    one.post(
        "/api/schedule-email",
        "{\"correlationId\": \"r-1\", \"toEmail\": \"ivan@example.com\", \"message\": \"m\"}");
    sql("UPDATE delivery SET due_at = now() - interval '10 minutes'");
    soon().until(() -> told().size() == 1);
    assertThat(told().get(0).kind()).isEqualTo("BACKLOG");

    sql("DELETE FROM delivery WHERE correlation_id = 'r-1'");
    soon().until(() -> told().size() == 2);
  }

  @Test
  void whatIsLateBecauseItsChannelIsAtFaultIsToldByThatAlone() {
    failures(6);
    soon().until(() -> told().size() == 1);
    sql("UPDATE delivery SET due_at = now() - interval '10 minutes' WHERE channel = 'EMAIL'");

    await().during(SOME_ROUNDS).until(() -> told().size() == 1);
  }

  @Test
  void whatComesAndGoesIsToldTwiceInAQuarterOfAnHourAndThenAgain() {
    for (int i = 0; i < 4; i++) {
      failures(6);
      soon().until(() -> openKinds().size() == 1);
      failures(0);
      soon().until(() -> openKinds().isEmpty());
    }
    failures(6);
    soon().until(() -> openKinds().size() == 1);
    assertThat(told()).hasSize(2);
    assertThat(alerts()).as("the same alert again and again").hasSize(1);

    aQuarterOfAnHourPasses();
    soon().until(() -> told().size() == 3);
    assertThat(told().get(2).resolvedAt()).isNull();
    assertThat(messages()).isEqualTo("3 EMAIL, 3 TELEGRAM");
  }

  @Test
  void messagesAreDeliveriesWithoutAReportAndWantedForADay() {
    failures(6);
    soon().until(() -> told().size() == 1);

    assertThat(
            database.count(
                """
                delivery WHERE attachment_name IS NULL
                  AND expires_at BETWEEN now() + interval '23 hours' AND now() + interval '1 day'
                  AND correlation_id = '%1$s'
                  AND origin_kind = 'ALERT' AND origin_id = '%1$s' AND requested_by IS NULL
                  AND message LIKE '%%channel smtp:mail.example.com:587 does not work%%'
                  AND recipient IN ('ops@example.com', '-1001234567890')
                """
                    .formatted(told().get(0).id())))
        .isEqualTo(2);
  }

  @Test
  void otherSystemsAreToldByAnEventWhenPeopleAre() {
    sql("INSERT INTO event_publisher (name) VALUES ('test')");
    try {
      failures(6);
      soon().until(() -> told().size() == 1);
      failures(0);
      soon().until(() -> told().size() == 2);

      assertThat(
              database
                  .jdbc()
                  .sql(
                      """
                      SELECT concat_ws(' ', alert_type, alert_kind, alert_severity, alert_subject)
                      FROM event_outbox WHERE alert_id = :id ORDER BY sequence
                      """)
                  .param("id", told().get(0).id())
                  .query(String.class)
                  .list())
          .containsExactly(
              "RAISED channel-fault CRITICAL " + PEER, "RESOLVED channel-fault CRITICAL " + PEER);
    } finally {
      sql("DELETE FROM event_publisher");
    }
  }

  @Test
  void openAlertsAreListedBeforeThoseThatAreOverAndCounted() {
    pause("QUOTA_EXCEEDED", "1 minute");
    soon().until(() -> told().size() == 1);
    setAsideAJob();
    soon().until(() -> told().size() == 2);
    sql("DELETE FROM job_quarantine");
    soon().until(() -> told().size() == 3);

    assertThat(alerts())
        .extracting(alert -> alert.path("kind").asText())
        .containsExactly("CHANNEL_FAULT", "JOB_QUARANTINED");
    // The other server may have ended it: this one counts at its next look.
    soon()
        .untilAsserted(
            () ->
                assertThat(one.get("/actuator/prometheus").body())
                    .contains("chasqui_alerts_open{kind=\"CHANNEL_FAULT\"} 1.0")
                    .contains("chasqui_alerts_open{kind=\"JOB_QUARANTINED\"} 0.0"));
  }

  private static void failures(int count) {
    database
        .jdbc()
        .sql(
            "UPDATE channel_health SET consecutive_failures = :count,"
                + " last_failure_code = 'SEND_FAILED'")
        .param("count", count)
        .update();
  }

  private static void setAsideAJob() {
    sql(SET_ASIDE);
  }

  private static void aQuarterOfAnHourPasses() {
    sql("UPDATE job_quarantine SET since = since - interval '15 minutes'");
    sql("UPDATE alert SET told_at = told_at - interval '15 minutes'");
  }

  private static void pause(String reason, String length) {
    sql(
        """
        INSERT INTO channel_pause VALUES ('%s', now() + interval '%s', '%s')
        ON CONFLICT (channel_key) DO UPDATE
        SET paused_until = excluded.paused_until, reason = excluded.reason
        """
            .formatted(PEER, length, reason));
  }

  /** What all servers told, in order. */
  private static List<Alert> told() {
    return List.copyOf(RecordingAlertListener.told);
  }

  private static String messages() {
    return database
        .jdbc()
        .sql(
            """
            SELECT string_agg(number || ' ' || channel, ', ' ORDER BY channel)
            FROM (SELECT count(*) AS number, channel FROM delivery GROUP BY channel) AS counted
            """)
        .query(String.class)
        .single();
  }

  private static List<String> openKinds() {
    return alerts().stream()
        .filter(alert -> alert.path("resolvedAt").isNull())
        .map(alert -> alert.path("kind").asText())
        .toList();
  }

  private static List<JsonNode> alerts() {
    List<JsonNode> all = new ArrayList<>();
    try {
      json.readTree(one.get("/api/alerts").body()).path("alerts").forEach(all::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(10));
  }

  private static void sql(String statement) {
    database.jdbc().sql(statement).update();
  }
}
