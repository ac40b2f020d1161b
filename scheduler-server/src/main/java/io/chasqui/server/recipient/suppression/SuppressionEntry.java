package io.chasqui.server.recipient.suppression;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A suppression that is kept.
 *
 * @param channel null: whatever goes to the recipient
 * @param maskedAddress null: it is about a recipient, or the address is erased
 * @param recipientId null: it is about an address
 * @param category null: whatever it is about
 * @param source the delivery that showed it; null: none did
 * @param until null: for good
 */
public record SuppressionEntry(
    UUID id,
    @Nullable Channel channel,
    @Nullable String maskedAddress,
    @Nullable UUID recipientId,
    @Nullable String category,
    SuppressionReason reason,
    @Nullable UUID source,
    Instant since,
    @Nullable Instant until) {}
