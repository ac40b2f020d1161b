package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom a delivery was for, as far as it stays known when its personal data are erased.
 *
 * @param id of the delivery
 * @param channel the way that it took
 * @param origin what made it
 * @param recipientId in the directory; null: nobody's there, or it is erased
 * @param addressHash of its address, 64 hexadecimal digits; null: an older version has stored none
 * @param maskedAddress what people may see of it; null: it is erased
 * @param category of what it is; null: of none
 * @param mayUnsubscribe whether they may say that they want no more of it
 */
public record Addressee(
    DeliveryId id,
    Channel channel,
    Origin origin,
    @Nullable UUID recipientId,
    @Nullable String addressHash,
    @Nullable String maskedAddress,
    @Nullable String category,
    boolean mayUnsubscribe) {}
