package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries to list; a null part does not restrict.
 *
 * @param correlationId exactly this one
 * @param status the state that they are in
 * @param channel the way that they take
 * @param recipients the forms in which the recipient may be stored; null: any
 * @param customerId as the request gave it
 * @param origin its kind, and its id unless that is null
 * @param from created at or after
 * @param to created before
 * @param olderThan created before this one: the end of the page before
 * @param newerThan created after this one: the beginning of the page before; null: the list begins
 *     with the newest
 * @param limit at most so many
 */
public record DeliveryQuery(
    @Nullable String correlationId,
    @Nullable DeliveryStatus status,
    @Nullable Channel channel,
    @Nullable List<String> recipients,
    @Nullable Long customerId,
    @Nullable Origin origin,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable DeliveryId olderThan,
    @Nullable DeliveryId newerThan,
    int limit) {

  public DeliveryQuery {
    recipients = recipients == null ? null : List.copyOf(recipients);
  }

  /** One that reads on from the newest to the oldest. */
  public DeliveryQuery(
      @Nullable String correlationId,
      @Nullable DeliveryStatus status,
      @Nullable Channel channel,
      @Nullable List<String> recipients,
      @Nullable Long customerId,
      @Nullable Origin origin,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable DeliveryId olderThan,
      int limit) {
    this(
        correlationId,
        status,
        channel,
        recipients,
        customerId,
        origin,
        from,
        to,
        olderThan,
        null,
        limit);
  }

  /** The same query for those that were created before another one; null: for all. */
  public DeliveryQuery withOlderThan(@Nullable DeliveryId newOlderThan) {
    return new DeliveryQuery(
        correlationId,
        status,
        channel,
        recipients,
        customerId,
        origin,
        from,
        to,
        newOlderThan,
        newerThan,
        limit);
  }

  /** The same query for at most {@code newLimit} deliveries. */
  public DeliveryQuery withLimit(int newLimit) {
    return new DeliveryQuery(
        correlationId,
        status,
        channel,
        recipients,
        customerId,
        origin,
        from,
        to,
        olderThan,
        newerThan,
        newLimit);
  }
}
