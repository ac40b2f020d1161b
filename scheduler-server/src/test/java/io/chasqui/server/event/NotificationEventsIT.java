package io.chasqui.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.DeliveryId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which events the changes of a notification leave in the outbox, as others read them. */
class NotificationEventsIT {

  private static final EventDatabase events = new EventDatabase();
  private static final UUID RECIPIENT = UUID.fromString("6f9f0bde-3c1a-4d5e-8f70-9a1b2c3d4e5f");
  private static final String TO = "\"destinatarioId\":\"" + RECIPIENT + "\"";

  private final UUID id = UUID.randomUUID();
  private final String self = "{\"notificacionId\":\"" + id + "\"";

  @BeforeEach
  void clear() {
    events.jdbc.sql("TRUNCATE notification, event_outbox, event_publisher CASCADE").update();
    events.outbox("kafka").want();
  }

  @Test
  void oneThatArrivesIsToldWhenItIsTakenAndWhenItHasArrived() {
    store("PENDING", null, "EMAIL");
    change("status = 'IN_PROGRESS'");
    change("status = 'DELIVERED', completed_at = '2026-11-22T09:00:05.123456Z', channel = 'SMS'");
    change("erased_at = now(), recipient_id = NULL, data = NULL");

    assertThat(told())
        .containsExactly(
            "NotificacionCreada " + self + "," + TO + ",\"canal\":\"Email\"}",
            "NotificacionEntregada "
                + self
                + ","
                + TO
                + ",\"fechaEntrega\":\"2026-11-22T09:00:05.123456Z\",\"canal\":\"Sms\"}");
    assertThat(waiting())
        .allMatch(event -> event.key().equals(id.toString()))
        .allMatch(event -> "pedido-1".equals(event.correlationId()))
        .allMatch(event -> TestEvents.TRACE.equals(event.traceparent()))
        .allMatch(event -> event.subjectId().equals(id));
  }

  @Test
  void oneThatFailsAtOnceIsToldAsBothInThisOrder() {
    store("FAILED", "NO_TEMPLATE", "EMAIL");

    assertThat(told())
        .containsExactly(
            "NotificacionCreada " + self + "," + TO + ",\"canal\":null}",
            "NotificacionFallida " + self + ",\"motivo\":\"NO_TEMPLATE\",\"intentos\":0}");
  }

  @Test
  void oneThatIsTriedAgainIsToldAndItsAttemptsAreThoseOfAllItsDeliveries() {
    store("PENDING", null, "EMAIL");
    delivery(0, "TEMPORARY_FAILURE", "CHANNEL_FAULT", "TEMPORARY_FAILURE");
    delivery(1, "TEMPORARY_FAILURE", "UNKNOWN", "PERMANENT_FAILURE");
    change("status = 'FAILED', reason = 'NO_SUCH_MAILBOX', completed_at = now()");
    change("status = 'PENDING', reason = NULL, completed_at = NULL, round = 2, first_round = 2");
    change("status = 'FAILED', reason = 'EXPIRED', completed_at = now()");

    assertThat(told())
        .containsExactly(
            "NotificacionCreada " + self + "," + TO + ",\"canal\":\"Email\"}",
            "NotificacionFallida " + self + ",\"motivo\":\"NO_SUCH_MAILBOX\",\"intentos\":5}",
            "NotificacionReintentada " + self + "}",
            "NotificacionFallida " + self + ",\"motivo\":\"EXPIRED\",\"intentos\":5}");
  }

  @Test
  void whatIsNoEntryIntoAStateIsNoEvent() {
    store("PENDING", null, "PUSH");
    change("status = 'IN_PROGRESS', channel = 'SMS'");
    change("reason = 'UNCERTAIN'");
    change("status = 'DELIVERED', reason = NULL, completed_at = now()");
    change("status = 'IN_PROGRESS', completed_at = NULL");
    change("status = 'CANCELLED', completed_at = now()");

    assertThat(waiting())
        .extracting(OutboxEvent::type)
        .containsExactly("NotificacionCreada", "NotificacionEntregada");
  }

  @Test
  void namesAreWrittenInPascalCaseWhereThatIsWanted() {
    store("FAILED", "NO_TEMPLATE", null);
    EventOutbox outbox =
        new EventOutbox(
            events.jdbc,
            "kafka",
            new EventRows(EventDatabase.JSON, NotificationEventSettings.Naming.PASCAL));

    assertThat(outbox.oldest(10).events())
        .last()
        .extracting(event -> new String(event.json(), StandardCharsets.UTF_8))
        .isEqualTo("{\"NotificacionId\":\"" + id + "\",\"Motivo\":\"NO_TEMPLATE\",\"Intentos\":0}");
  }

  @Test
  void withoutAPublisherNothingIsWritten() {
    events.jdbc.sql("TRUNCATE event_publisher").update();

    store("FAILED", "NO_TEMPLATE", null);

    assertThat(events.database.count("event_outbox")).isZero();
  }

  private void store(String status, String reason, String channel) {
    events
        .jdbc
        .sql(
            """
            INSERT INTO notification (
              id, recipient_id, event, data, data_sha256, category, asked_channels, status, reason,
              channel, correlation_id, traceparent, occurred_at, created_at, scheduled_time,
              expires_at, completed_at, trace)
            VALUES (
              :id, :recipient, 'PagoConfirmado', '{}', sha256(''), 'general', '{}', :status,
              :reason, :channel, 'pedido-1', :trace, now(), now(), now(), now(),
              CASE WHEN :status = 'FAILED' THEN now() END, '[]')
            """)
        .param("id", id)
        .param("recipient", RECIPIENT)
        .param("status", status)
        .param("reason", reason)
        .param("channel", channel)
        .param("trace", TestEvents.TRACE)
        .update();
  }

  private void delivery(int round, String... outcomes) {
    DeliveryId delivery = events.schedule("pedido-1");
    for (int number = 1; number <= outcomes.length; number++) {
      events
          .jdbc
          .sql(
              """
              INSERT INTO delivery_attempt (
                delivery_id, number, worker, started_at, ended_at, outcome)
              VALUES (:delivery, :number, 'w', now(), now(), :outcome)
              """)
          .param("delivery", delivery.value())
          .param("number", number)
          .param("outcome", outcomes[number - 1])
          .update();
    }
    events
        .jdbc
        .sql(
            """
            INSERT INTO notification_delivery (
              notification_id, round, channel, address_hash, delivery_id)
            VALUES (:notification, :round, 'EMAIL', sha256(''), :delivery)
            """)
        .param("notification", id)
        .param("round", round)
        .param("delivery", delivery.value())
        .update();
  }

  private void change(String assignments) {
    events
        .jdbc
        .sql("UPDATE notification SET " + assignments + " WHERE id = :id")
        .param("id", id)
        .update();
  }

  /** Events of deliveries are not looked at. */
  private static List<OutboxEvent> waiting() {
    return events.outbox("kafka").oldest(100).events().stream()
        .filter(event -> event.kind() == OutboxEvent.Kind.NOTIFICATION)
        .toList();
  }

  private static List<String> told() {
    return waiting().stream()
        .map(event -> event.type() + " " + new String(event.json(), StandardCharsets.UTF_8))
        .toList();
  }
}
