package io.chasqui.server.recipient.suppression;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which suppressions are asked for; null: that does not matter.
 *
 * @param addressHashes of what an address may be read as
 * @param olderThan the last one of the page before
 * @param limit at most so many
 */
public record SuppressionQuery(
    @Nullable Channel channel,
    @Nullable SuppressionReason reason,
    @Nullable List<String> addressHashes,
    @Nullable UUID recipientId,
    @Nullable UUID olderThan,
    int limit) {}
