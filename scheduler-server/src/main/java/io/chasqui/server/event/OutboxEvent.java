package io.chasqui.server.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that waits to be handed over, in the form in which it travels.
 *
 * @param sequence its number; a higher one happened later, as far as the subject is the same
 * @param subjectId the delivery's or the alert's: events of one subject go out one after the other
 * @param key what belongs together: the correlation id, or the alert's id
 * @param type e.g. {@code delivery.sending}
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
    @Nullable String traceparent,
    byte[] json) {

  /** What an event is of. */
  public enum Kind {
    DELIVERY,
    ALERT
  }
}
