package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries to list; a null part does not restrict.
 *
 * @param from created at or after
 * @param to created before
 * @param olderThan created before this one: the end of the page before
 * @param limit at most so many
 */
public record DeliveryQuery(
    @Nullable String correlationId,
    @Nullable DeliveryStatus status,
    @Nullable Channel channel,
    @Nullable String recipient,
    @Nullable Long customerId,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable DeliveryId olderThan,
    int limit) {

  /** The same query for at most {@code newLimit} deliveries. */
  DeliveryQuery withLimit(int newLimit) {
    return new DeliveryQuery(
        correlationId, status, channel, recipient, customerId, from, to, olderThan, newLimit);
  }
}
