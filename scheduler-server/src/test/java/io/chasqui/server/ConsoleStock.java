package io.chasqui.server;

import static io.chasqui.testing.TestDeliveries.aTelegramMessage;
import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.awaitility.Awaitility.await;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.Decision;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryCharts;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.server.delivery.bulk.BulkActs;
import io.chasqui.server.delivery.bulk.BulkBegin;
import io.chasqui.server.delivery.bulk.BulkDryRun;
import io.chasqui.server.delivery.bulk.BulkOrder;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Deliveries for pages to show: one in each state, with attempts that led there. */
final class ConsoleStock {

  /** In the subject of each. */
  static final String SUBJECT = "Quarterly-canary";

  /** In the text of each. */
  static final String TEXT = "Text-of-a-canary";

  /** Of each, which no page of a viewer shows. */
  static final String RECIPIENT = "ivan@example.com";

  private final ChasquiServer server;
  private final Map<DeliveryStatus, DeliveryId> byStatus = new EnumMap<>(DeliveryStatus.class);

  private ConsoleStock(ChasquiServer server) {
    this.server = server;
  }

  static ConsoleStock in(ChasquiServer server) {
    ConsoleStock stock = new ConsoleStock(server);
    for (DeliveryStatus status : DeliveryStatus.values()) {
      stock.add(status);
    }
    return stock;
  }

  DeliveryId of(DeliveryStatus status) {
    return byStatus.get(status);
  }

  /** The address of the page of the one in this state. */
  String page(DeliveryStatus status) {
    return "/console/deliveries/" + of(status);
  }

  /** Of the provider that the attempts went to. */
  void openAlert() {
    server
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO alert (id, kind, subject, detail, raised_at)
            VALUES (gen_random_uuid(), 'CHANNEL_FAULT', 'smtp:relay.example:587',
              'AUTHENTICATION_FAILED', now() - interval '2 minutes')
            """)
        .update();
  }

  /** Whose provider refuses it. */
  void workerThatCannotSend() {
    server
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO channel_health (
              worker, channel_key, channel, queue, breaker, consecutive_failures,
              last_failure_code, changed_at, seen_at)
            VALUES ('email-worker@host-1:4711', 'smtp:relay.example:587', 'EMAIL', 'EMAIL', 'OPEN',
              7, 'AUTHENTICATION_FAILED', now(), now() + interval '1 hour')
            """)
        .update();
  }

  /** Three hours of it, with half an hour in which nothing ended; the alert lay over some of it. */
  void counted() {
    server
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO delivery_minute
            SELECT date_trunc('minute', now()) - i * interval '1 minute', 'EMAIL', status,
              CASE status WHEN 'DELIVERED' THEN 200 + 100 * sin(i / 9.0) ELSE 12 + i % 7 END,
              CASE status WHEN 'DELIVERED' THEN i % 40 ELSE 3 END,
              CASE status WHEN 'DELIVERED' THEN array_cat(
                ARRAY[50 + i, 150, 5 + i % 5], array_fill(0, ARRAY[13]))
                ELSE array_fill(0, ARRAY[16]) END
            FROM generate_series(1, 180) AS i, (VALUES ('DELIVERED'), ('FAILED')) AS these (status)
            WHERE i NOT BETWEEN 20 AND 30
            """)
        .update();
    server
        .database
        .jdbc()
        .sql("UPDATE alert SET raised_at = now() - interval '8 minutes'")
        .update();
    // The database is as it was hours ago, and the server counts every ten seconds.
    DeliveryCharts charts = server.bean(DeliveryCharts.class);
    await()
        .until(
            () -> {
              charts.count();
              return charts.countedUntil().isAfter(Instant.now().minusSeconds(90));
            });
  }

  /** The address of an act on many that begins in an hour, and has left one alone. */
  String bulkAct() {
    DeliveryQuery filter =
        new DeliveryQuery(
            null, DeliveryStatus.SCHEDULED, Channel.EMAIL, null, null, null, null, null, null, 1);
    BulkOrder order = new BulkOrder(Decision.CANCEL, filter, null, false);
    BulkActs acts = server.bean(BulkActs.class);
    BulkDryRun dry = acts.dryRun(order);
    UUID id = acts.begin(order, new BulkBegin(dry.untilId(), dry.wanted(), 50, "a test")).id();
    String inAnHour =
        """
        WITH act AS (
          UPDATE bulk_act SET begins_at = begins_at + interval '1 hour', refused = 1
          WHERE id = :id),
        refusal AS (
          INSERT INTO bulk_refusal (bulk_act_id, delivery_id, reason)
          VALUES (:id, :delivery, 'MAY_HAVE_ARRIVED'))
        UPDATE bulk_step SET due_at = due_at + interval '1 hour' WHERE bulk_act_id = :id
        """;
    server
        .database
        .jdbc()
        .sql(inAnHour)
        .param("id", id)
        .param("delivery", of(DeliveryStatus.UNCERTAIN).value())
        .update();
    return "/console/bulk/" + id;
  }

  private void add(DeliveryStatus status) {
    String correlationId = "q3-2026:" + status.name().toLowerCase(Locale.ROOT);
    DeliveryRequest request =
        status == DeliveryStatus.UNCERTAIN
            ? aTelegramMessage().withCorrelationId(correlationId).withMessage(TEXT).build()
            : anEmail()
                .withCorrelationId(correlationId)
                .withSubject(SUBJECT)
                .withMessage(TEXT)
                .dueAt(Instant.now().plusSeconds(3600))
                .build();
    DeliveryId id = server.bean(Deliveries.class).schedule(request);
    byStatus.put(status, id);
    attempts(status, id);
    set(status, id);
  }

  private void attempts(DeliveryStatus status, DeliveryId id) {
    switch (status) {
      case SENDING -> attempt(id, 1, "CONNECTED", null, null, null);
      case RETRYING -> {
        attempt(id, 1, "ANSWERED", "TEMPORARY_FAILURE", "SEND_FAILED", "451 4.7.1 Greylisted");
        attempt(id, 2, "CONNECTED", "TEMPORARY_FAILURE", "SEND_FAILED", "421 Try again later");
      }
      case DELIVERED -> attempt(id, 1, "ANSWERED", "DELIVERED", null, "250 OK");
      case FAILED ->
          attempt(
              id,
              1,
              "ANSWERED",
              "PERMANENT_FAILURE",
              "RECIPIENT_REJECTED",
              "550 5.1.1 No such user here");
      case UNCERTAIN -> attempt(id, 1, "TRANSMITTING", "UNKNOWN", "NO_ANSWER", "reset by peer");
      default -> {
        // None was made.
      }
    }
  }

  private void attempt(
      DeliveryId id, int number, String phase, String outcome, String code, String detail) {
    server
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO delivery_attempt (
              delivery_id, number, worker, started_at, ended_at, phase, outcome, code, detail,
              provider)
            VALUES (
              :id, :number, 'email-worker@host-1:4711', now() + :number * interval '5 seconds',
              CASE WHEN CAST(:outcome AS text) IS NULL THEN NULL
                ELSE now() + :number * interval '5.2 seconds' END,
              :phase, :outcome, :code, :detail, 'smtp:relay.example:587')
            """)
        .param("id", id.value())
        .param("number", number)
        .param("phase", phase)
        .param("outcome", outcome)
        .param("code", code)
        .param("detail", detail)
        .update();
  }

  private void set(DeliveryStatus status, DeliveryId id) {
    if (status == DeliveryStatus.SCHEDULED) {
      return;
    }
    boolean fails =
        switch (status) {
          case FAILED, EXPIRED, UNCERTAIN, SUPPRESSED, RETRYING -> true;
          default -> false;
        };
    server
        .database
        .jdbc()
        .sql(
            """
            UPDATE delivery_state
            SET status = :status,
              scheduled_time = now(),
              due_at = now() + interval '10 minutes',
              completed_at = CASE WHEN :isOpen THEN NULL ELSE now() + interval '5.2 seconds' END,
              failure_code = :code, failure_detail = :detail,
              attempt = (SELECT count(*) FROM delivery_attempt WHERE delivery_id = :id)
            WHERE id = :id
            """)
        .param("status", status.name())
        .param("isOpen", status.isOpen())
        .param("code", fails ? code(status) : null)
        .param("detail", status == DeliveryStatus.FAILED ? "550 5.1.1 No such user here" : null)
        .param("id", id.value())
        .update();
  }

  private static String code(DeliveryStatus status) {
    return switch (status) {
      case FAILED -> "RECIPIENT_REJECTED";
      case EXPIRED -> "EXPIRED";
      case UNCERTAIN -> "NO_ANSWER";
      case SUPPRESSED -> "MANUAL";
      default -> "SEND_FAILED";
    };
  }
}
