package io.chasqui.contract.event;

import java.time.Instant;
import java.util.UUID;

/**
 * An alert has begun or is over. Sent at least once; the form is that of
 * docs/alert-event.schema.json.
 *
 * @param schemaVersion of this form, {@value #SCHEMA_VERSION}; a field more does not raise it
 * @param eventId the same each time that this event is sent
 * @param sequence higher than that of every earlier event of the alert; there may be gaps
 * @param type whether it has begun or is over
 * @param occurredAt by the database's clock
 * @param alertId the same when it is raised and when it is resolved
 * @param kind what is wrong, e.g. {@code channel-failing}
 * @param subject what it is about, e.g. a channel's key or a queue's name; never a person
 * @param severity how soon a person should act
 * @param text for people, in English
 */
public record AlertEvent(
    int schemaVersion,
    UUID eventId,
    long sequence,
    AlertEventType type,
    Instant occurredAt,
    UUID alertId,
    String kind,
    String subject,
    AlertSeverity severity,
    String text) {

  public static final int SCHEMA_VERSION = 1;
}
