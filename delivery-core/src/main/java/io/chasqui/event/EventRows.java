package io.chasqui.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.event.AlertEvent;
import io.chasqui.contract.event.AlertEventType;
import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.contract.event.DeliveryEvent;
import io.chasqui.contract.event.DeliveryEventType;
import io.chasqui.event.OutboxEvent.Kind;
import io.chasqui.platform.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

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
    return row.getObject("delivery_id") == null ? ofAlert(row) : ofDelivery(row);
  }

  private OutboxEvent ofDelivery(ResultSet row) throws SQLException {
    DeliveryStatus status = DeliveryStatus.valueOf(row.getString("status"));
    String previous = row.getString("previous_status");
    DeliveryEvent event =
        new DeliveryEvent(
            DeliveryEvent.SCHEMA_VERSION,
            row.getObject("event_id", UUID.class),
            row.getLong("sequence"),
            DeliveryEventType.of(status),
            Times.instant(row, "occurred_at"),
            row.getObject("delivery_id", UUID.class),
            row.getString("correlation_id"),
            Channel.valueOf(row.getString("channel")),
            status,
            previous == null ? null : DeliveryStatus.valueOf(previous),
            row.getInt("attempt"),
            row.getString("code"),
            Times.instant(row, "scheduled_time"),
            Times.instantOrNull(row, "due_at"),
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

  private OutboxEvent ofAlert(ResultSet row) throws SQLException {
    AlertEvent event =
        new AlertEvent(
            AlertEvent.SCHEMA_VERSION,
            row.getObject("event_id", UUID.class),
            row.getLong("sequence"),
            AlertEventType.valueOf(row.getString("alert_type")),
            Times.instant(row, "occurred_at"),
            row.getObject("alert_id", UUID.class),
            row.getString("alert_kind"),
            row.getString("alert_subject"),
            AlertSeverity.valueOf(row.getString("alert_severity")),
            row.getString("alert_text"));
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

  private byte[] written(Object event) {
    try {
      return json.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event cannot be written as JSON", e);
    }
  }
}
