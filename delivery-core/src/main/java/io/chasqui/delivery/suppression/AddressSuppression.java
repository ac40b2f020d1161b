package io.chasqui.delivery.suppression;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That an address must not be written to.
 *
 * @param channel the way that is meant
 * @param addressHash its keyed hash, 64 hexadecimal digits
 * @param category what is not wanted; null: nothing is
 * @param reason why
 * @param source the delivery that showed it; null: none did
 * @param maskedAddress what people may see of it; null: nothing
 */
public record AddressSuppression(
    Channel channel,
    String addressHash,
    @Nullable String category,
    SuppressionReason reason,
    @Nullable UUID source,
    @Nullable String maskedAddress) {}
