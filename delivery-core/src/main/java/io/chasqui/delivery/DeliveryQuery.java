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
 * @param from that time of it is at or after
 * @param to it is before
 * @param olderThan those behind this one: the end of the page before
 * @param newerThan those before this one: the beginning of the page before; null: the list begins
 *     with the first
 * @param limit at most so many
 * @param ids one of these; null: any
 * @param failureCode why it is not delivered
 * @param by which of its times
 * @param order the time that they are listed in the order of: by {@code CREATED}, or by their ids,
 *     which is the same, and by {@code ENDED} the newest are first, by others those that come first
 * @param placeAt that time of {@code olderThan} or {@code newerThan}; null: listed by their ids
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
    int limit,
    @Nullable List<DeliveryId> ids,
    @Nullable String failureCode,
    @Nullable DeliveryTime by,
    @Nullable DeliveryTime order,
    @Nullable Instant placeAt) {

  public DeliveryQuery {
    recipients = recipients == null ? null : List.copyOf(recipients);
    ids = ids == null ? null : List.copyOf(ids);
    by = by == null ? DeliveryTime.CREATED : by;
    order = order == null ? DeliveryTime.CREATED : order;
  }

  /** One that is about whatever ids. */
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
      @Nullable DeliveryId newerThan,
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
        newerThan,
        limit,
        null,
        null,
        null,
        null,
        null);
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
        limit,
        ids,
        failureCode,
        by,
        order,
        placeAt);
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
        newLimit,
        ids,
        failureCode,
        by,
        order,
        placeAt);
  }

  /** The same query, which lists the newest first. */
  public DeliveryQuery newestFirst() {
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
        limit,
        ids,
        failureCode,
        by,
        DeliveryTime.CREATED,
        null);
  }
}
