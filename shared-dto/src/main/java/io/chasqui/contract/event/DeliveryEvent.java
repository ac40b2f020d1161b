package io.chasqui.contract.event;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery has changed. Sent at least once; it says nothing about who was written to or what. The
 * form is that of docs/delivery-event.schema.json.
 *
 * @param schemaVersion of this form, {@value #SCHEMA_VERSION}; a field more does not raise it
 * @param eventId the same each time that this event is sent
 * @param sequence higher than that of every earlier event of the delivery; there may be gaps
 * @param type what has become of it
 * @param occurredAt by the database's clock
 * @param deliveryId whose event it is
 * @param correlationId of the delivery, as the request gave it
 * @param channel the way that the delivery takes
 * @param status the state that it came to
 * @param previousStatus null: the delivery is new
 * @param attempt the newest attempt's number, from 1; 0: none was made
 * @param code why the last attempt failed or the delivery was given up; null: nothing has failed
 * @param scheduledTime when it is to be sent, at the earliest
 * @param dueAt when the delivery is looked at next: its time, its next attempt, or when its worker
 *     is taken for lost; null when nothing is planned
 * @param traceparent W3C Trace Context of the request; null: none was recorded
 */
public record DeliveryEvent(
    int schemaVersion,
    UUID eventId,
    long sequence,
    DeliveryEventType type,
    Instant occurredAt,
    UUID deliveryId,
    String correlationId,
    Channel channel,
    DeliveryStatus status,
    @Nullable DeliveryStatus previousStatus,
    int attempt,
    @Nullable String code,
    Instant scheduledTime,
    @Nullable Instant dueAt,
    @Nullable String traceparent) {

  public static final int SCHEMA_VERSION = 1;
}
