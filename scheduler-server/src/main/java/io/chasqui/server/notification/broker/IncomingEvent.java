package io.chasqui.server.notification.broker;

import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.trace.Traceparent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a message: an event, and for whom it is.
 *
 * @param source of which broker
 * @param messageId the same each time that the message comes, among those of the source
 * @param event its name
 * @param recipientId for whom; nobody has looked whether there is such a recipient
 * @param businessKey what it is about, at most 128 characters; null: nobody says
 * @param data its data, as they came but for the names of a message in PascalCase
 * @param correlationId null: none, or one that we do not take
 * @param occurredAt when it happened; null: nobody says
 * @param traceparent of whoever told of it; null: none
 */
record IncomingEvent(
    String source,
    String messageId,
    String event,
    UUID recipientId,
    @Nullable String businessKey,
    JsonNode data,
    @Nullable CorrelationId correlationId,
    @Nullable Instant occurredAt,
    @Nullable Traceparent traceparent) {

  /** Nothing that tells of a person. */
  @Override
  public String toString() {
    return "IncomingEvent[" + source + ", " + messageId + ", " + event + "]";
  }
}
