package io.chasqui.server.delivery.bulk;

import io.chasqui.delivery.DeliveryId;
import org.jspecify.annotations.Nullable;

/**
 * How a bulk act is begun after its dry run.
 *
 * @param untilId of the dry run
 * @param expected how many the dry run said that it changes
 * @param perSecond at most so many a second, 1-10000; null: of {@code RETRY} {@link
 *     BulkActs#DEFAULT_PER_SECOND}, of others as fast as it goes
 * @param reason why, for those who look at it later, at most 500 characters; required when it is
 *     about more than {@link BulkActs#MOST_WITHOUT_REASON}
 */
public record BulkBegin(
    DeliveryId untilId, int expected, @Nullable Integer perSecond, @Nullable String reason) {}
