package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that did not arrive, or of which nobody knows.
 *
 * @param id of the delivery
 * @param correlationId of its report
 * @param channel that it took
 * @param status {@code FAILED}, {@code EXPIRED} or {@code UNCERTAIN}
 * @param failureCode why; null: no attempt said
 * @param failureDetail the same in the provider's words; null: there are none
 * @param endedAt when it came to this
 * @param n how many ended in this state for this reason within the time that was asked for
 */
public record Undelivered(
    DeliveryId id,
    String correlationId,
    Channel channel,
    DeliveryStatus status,
    @Nullable String failureCode,
    @Nullable String failureDetail,
    Instant endedAt,
    long n) {}
