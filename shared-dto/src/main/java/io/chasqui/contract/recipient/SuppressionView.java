package io.chasqui.contract.recipient;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That somebody is not written to.
 *
 * @param id by which it is taken away
 * @param channel null: whatever goes to the recipient
 * @param address masked; null: it is about a recipient of the directory, or the address is erased
 * @param recipientId null: it is about an address
 * @param category what is not sent; null: nothing is
 * @param reason why
 * @param deliveryId which delivery has shown it; null: none has
 * @param since when it began
 * @param until when it ends by itself; null: never
 */
public record SuppressionView(
    UUID id,
    @Nullable Channel channel,
    @Nullable String address,
    @Nullable UUID recipientId,
    @Nullable String category,
    SuppressionReason reason,
    @Nullable UUID deliveryId,
    Instant since,
    @Nullable Instant until) {}
