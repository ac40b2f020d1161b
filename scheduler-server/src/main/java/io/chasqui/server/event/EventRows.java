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
import io.chasqui.contract.event.NotificacionCreada;
import io.chasqui.contract.event.NotificacionEntregada;
import io.chasqui.contract.event.NotificacionFallida;
import io.chasqui.contract.event.NotificacionReintentada;
import io.chasqui.contract.event.NotificationEventType;
import io.chasqui.platform.db.Times;
import io.chasqui.server.event.OutboxEvent.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes events of rows. */
final class EventRows {

  private final ObjectMapper json;
  private final ObjectMapper notifications;

  /**
   * @param json writes times as ISO-8601 text
   * @param naming of the fields of notifications' events
   */
  EventRows(ObjectMapper json, NotificationEventSettings.Naming naming) {
    this.json = json;
    this.notifications = json.copy().setPropertyNamingStrategy(naming.strategy());
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
      case NOTIFICATION -> ofNotification(row, payload(row, NotificationPayload.class));
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
        event.correlationId(),
        event.occurredAt(),
        event.traceparent(),
        written(json, event));
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
        event.occurredAt(),
        null,
        written(json, event));
  }

  private OutboxEvent ofNotification(ResultSet row, NotificationPayload payload)
      throws SQLException {
    UUID id = row.getObject("subject_id", UUID.class);
    return new OutboxEvent(
        row.getLong("sequence"),
        row.getObject("event_id", UUID.class),
        Kind.NOTIFICATION,
        id,
        id.toString(),
        payload.type().text(),
        NotificationEventType.SCHEMA_VERSION,
        payload.correlationId(),
        Times.instant(row, "occurred_at"),
        row.getString("traceparent"),
        written(notifications, payload.body(id)));
  }

  private <T> T payload(ResultSet row, Class<T> type) throws SQLException {
    try {
      return json.readValue(row.getString("payload"), type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  private static byte[] written(ObjectMapper writer, Object event) {
    try {
      return writer.writeValueAsBytes(event);
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

  /** The same of a notification. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record NotificationPayload(
      NotificationEventType type,
      String correlationId,
      @Nullable UUID recipientId,
      @Nullable Channel channel,
      @Nullable String reason,
      int attempts,
      @Nullable Instant deliveredAt) {

    /** As others read it. */
    Object body(UUID id) {
      return switch (type) {
        case CREATED -> new NotificacionCreada(id, recipientId, word(channel));
        case DELIVERED -> new NotificacionEntregada(id, recipientId, deliveredAt, word(channel));
        case FAILED -> new NotificacionFallida(id, reason, attempts);
        case RETRIED -> new NotificacionReintentada(id);
      };
    }

    /** {@code Email}, as those write it whom this has to please. */
    private static @Nullable String word(@Nullable Channel channel) {
      return channel == null
          ? null
          : channel.name().charAt(0) + channel.name().substring(1).toLowerCase(Locale.ROOT);
    }
  }
}
