package io.chasqui.server.notification;

import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.notification.NotificationStatus;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.trace.Traceparent;
import io.chasqui.server.notification.decision.DecisionStep;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that was decided for one person.
 *
 * @param recipientId in the directory; null: erased
 * @param businessKey the caller's; null: none, or erased
 * @param data as they were written; null: erased, or too many to be kept
 * @param dataSha256 of them in one form, 64 hexadecimal digits
 * @param askedChannels those that were asked for; empty: the usual ones
 * @param reason why it failed or was cancelled, or UNCERTAIN; null: there is none
 * @param channel that is or was tried last; null: none was chosen
 * @param template by which it says what it says; null: none
 * @param requestedBy the name of a key or login; null: the server itself
 * @param traceparent whence its trace goes on; null: nowhere
 * @param occurredAt when the event happened
 * @param scheduledTime not before it
 * @param expiresAt never after it
 * @param plannedAt when it is to be sent by the last decision; null: never
 * @param completedAt when it was over; null: it is not
 * @param round of its newest deliveries, from 0
 * @param firstRound the first one since a person last had it tried again
 * @param providerMessageId as somebody told it who knows that it arrived; null: nobody did
 * @param decisions why, line by line
 * @param erasedAt when what is personal was erased; null: it is there
 */
public record Notification(
    UUID id,
    @Nullable UUID recipientId,
    String event,
    @Nullable String businessKey,
    @Nullable JsonNode data,
    String dataSha256,
    String category,
    List<Channel> askedChannels,
    NotificationStatus status,
    @Nullable String reason,
    @Nullable Channel channel,
    @Nullable String template,
    CorrelationId correlationId,
    @Nullable String requestedBy,
    @Nullable Traceparent traceparent,
    Instant occurredAt,
    Instant createdAt,
    Instant scheduledTime,
    Instant expiresAt,
    @Nullable Instant plannedAt,
    @Nullable Instant completedAt,
    int round,
    int firstRound,
    @Nullable String providerMessageId,
    List<DecisionStep> decisions,
    @Nullable Instant erasedAt) {

  public Notification {
    askedChannels = List.copyOf(askedChannels);
    decisions = List.copyOf(decisions);
  }

  /** Nothing of the person, or of what is said. */
  @Override
  public String toString() {
    return "Notification[" + id + " " + status + "]";
  }
}
