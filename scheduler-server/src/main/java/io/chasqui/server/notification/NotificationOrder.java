package io.chasqui.server.notification;

import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.trace.Traceparent;
import io.chasqui.server.recipient.RecipientProfile;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An event that is to be told to one person. Names and times were checked by whoever brings it; the
 * data are looked at when it is decided.
 *
 * @param recipientId in the directory
 * @param recipient what the directory is to know of them, from what it knows; null: they must be
 *     there
 * @param event a name that an event may have
 * @param data of the event
 * @param businessKey 1-128 characters by which a repetition is known; null: by the data
 * @param channels the only ones, in this order; empty: the usual ones
 * @param scheduledTime not before it; null: now
 * @param expiresAt never after it; null: as the event's type has it
 * @param correlationId ties what belongs together; null: the notification's own id
 * @param category of what it is; null: as the event's type has it
 * @param occurredAt when the event happened; null: now
 * @param requestedBy the name of a key or login; null: the server itself
 * @param traceparent whence its trace goes on; null: from where its thread is
 */
public record NotificationOrder(
    UUID recipientId,
    @Nullable UnaryOperator<RecipientProfile> recipient,
    String event,
    JsonNode data,
    @Nullable String businessKey,
    List<Channel> channels,
    @Nullable Instant scheduledTime,
    @Nullable Instant expiresAt,
    @Nullable CorrelationId correlationId,
    @Nullable String category,
    @Nullable Instant occurredAt,
    @Nullable String requestedBy,
    @Nullable Traceparent traceparent) {

  public NotificationOrder {
    channels = List.copyOf(channels);
  }

  /** Nothing of the person, or of what happened. */
  @Override
  public String toString() {
    return "NotificationOrder[" + event + "]";
  }
}
