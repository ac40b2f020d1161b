package io.chasqui.server.notification;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.DeliveryId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that came of a notification.
 *
 * @param round of the decision that made it
 * @param addressHash keyed, 64 hexadecimal digits
 * @param template null: none
 * @param isEndedForNext whether it was ended for another channel
 */
public record MadeDelivery(
    UUID notificationId,
    int round,
    Channel channel,
    String addressHash,
    DeliveryId id,
    @Nullable String template,
    boolean isEndedForNext) {}
