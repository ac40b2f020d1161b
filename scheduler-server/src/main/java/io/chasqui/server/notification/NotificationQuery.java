package io.chasqui.server.notification;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.notification.NotificationStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which notifications are asked for; null: that does not matter.
 *
 * @param channel that is or was tried last
 * @param from made at this time or later
 * @param to made before it
 * @param olderThan the last one of the page before
 * @param limit at most so many
 */
public record NotificationQuery(
    @Nullable UUID recipientId,
    @Nullable String event,
    @Nullable NotificationStatus status,
    @Nullable Channel channel,
    @Nullable String businessKey,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable UUID olderThan,
    int limit) {}
