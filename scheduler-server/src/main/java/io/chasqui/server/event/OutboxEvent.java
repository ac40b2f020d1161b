package io.chasqui.server.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that waits to be handed over, in the form in which it travels.
 *
 * @param sequence its number; a higher one happened later, as far as the subject is the same
 * @param subjectId the delivery's, the alert's or the notification's: events of one subject go out
 *     one after the other
 * @param key what belongs together: a delivery's correlation id, else the subject's id
 * @param type e.g. {@code delivery.sending}
 * @param correlationId of the delivery or the notification; null: an alert has none
 * @param occurredAt by the database's clock
 * @param traceparent W3C Trace Context; null: none
 * @param json the event as other systems read it
 */
@SuppressWarnings("ArrayRecordComponent")
public record OutboxEvent(
    long sequence,
    UUID eventId,
    Kind kind,
    UUID subjectId,
    String key,
    String type,
    int schemaVersion,
    @Nullable String correlationId,
    Instant occurredAt,
    @Nullable String traceparent,
    byte[] json) {

  /** What an event is of. */
  public enum Kind {
    DELIVERY,
    ALERT,
    NOTIFICATION
  }
}
