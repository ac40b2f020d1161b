package io.chasqui.server.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.event.AlertEvent;
import io.chasqui.contract.event.AlertEventType;
import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.contract.event.DeliveryEvent;
import io.chasqui.contract.event.DeliveryEventType;
import io.chasqui.platform.db.Times;
import io.chasqui.server.event.OutboxEvent.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes events of rows. */
final class EventRows {

  private final ObjectMapper json;

  /**
   * @param json writes times as ISO-8601 text
   */
  EventRows(ObjectMapper json) {
    this.json = json;
  }

  /**
   * The event of a row.
   *
   * @throws IllegalArgumentException when the row has a word that this version does not know
   */
  OutboxEvent event(ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    return switch (Kind.valueOf(kind)) {
      case DELIVERY -> ofDelivery(row, payload(row, DeliveryPayload.class));
      case ALERT -> ofAlert(row, payload(row, AlertPayload.class));
    };
  }

  private OutboxEvent ofDelivery(ResultSet row, DeliveryPayload payload) throws SQLException {
    DeliveryEvent event =
        new DeliveryEvent(
            DeliveryEvent.SCHEMA_VERSION,
            row.getObject("event_id", UUID.class),
            row.getLong("sequence"),
            DeliveryEventType.of(payload.status()),
            Times.instant(row, "occurred_at"),
            row.getObject("subject_id", UUID.class),
            payload.correlationId(),
            payload.channel(),
            payload.status(),
            payload.previousStatus(),
            payload.attempt(),
            payload.code(),
            payload.scheduledTime(),
            payload.dueAt(),
            row.getString("traceparent"));
    return new OutboxEvent(
        event.sequence(),
        event.eventId(),
        Kind.DELIVERY,
        event.deliveryId(),
        event.correlationId(),
        event.type().text(),
        event.schemaVersion(),
        event.traceparent(),
        written(event));
  }

  private OutboxEvent ofAlert(ResultSet row, AlertPayload payload) throws SQLException {
    AlertEvent event =
        new AlertEvent(
            AlertEvent.SCHEMA_VERSION,
            row.getObject("event_id", UUID.class),
            row.getLong("sequence"),
            payload.type(),
            Times.instant(row, "occurred_at"),
            row.getObject("subject_id", UUID.class),
            payload.kind(),
            payload.subject(),
            payload.severity(),
            payload.text());
    return new OutboxEvent(
        event.sequence(),
        event.eventId(),
        Kind.ALERT,
        event.alertId(),
        event.alertId().toString(),
        event.type().text(),
        event.schemaVersion(),
        null,
        written(event));
  }

  private <T> T payload(ResultSet row, Class<T> type) throws SQLException {
    try {
      return json.readValue(row.getString("payload"), type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  private byte[] written(Object event) {
    try {
      return json.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event cannot be written as JSON", e);
    }
  }

  /** What a row says of a delivery besides what each says. A newer version may say more. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record DeliveryPayload(
      String correlationId,
      Channel channel,
      DeliveryStatus status,
      @Nullable DeliveryStatus previousStatus,
      int attempt,
      @Nullable String code,
      Instant scheduledTime,
      @Nullable Instant dueAt) {}

  /** The same of an alert. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record AlertPayload(
      AlertEventType type, String kind, String subject, AlertSeverity severity, String text) {}
}
