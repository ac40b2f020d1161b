package io.chasqui.server.delivery.bulk;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.Decision;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.server.audit.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bulk act as it stands.
 *
 * @param id of it, by which acts order by time
 * @param act what is decided about each delivery
 * @param scheduledTime of {@code RESCHEDULE}
 * @param filters select the deliveries; null: they named a recipient and were erased
 * @param untilId the newest delivery that it is about
 * @param alsoMayHaveArrived whether it also sends those of which a copy may have arrived
 * @param perSecond at most so many a second; null: as fast as it goes
 * @param reason why, as whoever began it said; null: they did not
 * @param state where it stands
 * @param total how many the filter selected as it was begun
 * @param wanted how many of these it could change then
 * @param done how many it has changed
 * @param refused how many it came to and could not change
 * @param cursor the oldest that it has come to; null: none yet
 * @param looks how often in a row the next delivery was in somebody's hands
 * @param actor who began it
 * @param requestId of the request that began it
 * @param createdAt when it was ordered
 * @param beginsAt before which nothing is changed
 * @param startedAt when it began; null: not yet
 * @param endedAt when it was done or stopped; null: not yet
 * @param stoppedBy who stopped it
 */
public record BulkAct(
    UUID id,
    Decision act,
    @Nullable Instant scheduledTime,
    @Nullable List<DeliveryQuery> filters,
    DeliveryId untilId,
    boolean alsoMayHaveArrived,
    @Nullable Integer perSecond,
    @Nullable String reason,
    BulkState state,
    int total,
    int wanted,
    int done,
    int refused,
    @Nullable DeliveryId cursor,
    int looks,
    Actor actor,
    @Nullable String requestId,
    Instant createdAt,
    Instant beginsAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String stoppedBy) {

  public BulkAct {
    filters = filters == null ? null : List.copyOf(filters);
  }

  /** The one channel that it is about; empty: it may be about all. */
  public Optional<Channel> channel() {
    List<DeliveryQuery> all = filters == null ? List.of() : filters;
    Channel first = all.isEmpty() ? null : all.get(0).channel();
    return all.stream().allMatch(one -> one.channel() == first)
        ? Optional.ofNullable(first)
        : Optional.empty();
  }

  /** How many deliveries a second it has changed so far; 0: it has not begun. */
  public double rate(Instant now) {
    if (startedAt == null) {
      return 0;
    }
    Duration since = Duration.between(startedAt, endedAt == null ? now : endedAt);
    return done / Math.max(since.toMillis() / 1000.0, 1);
  }

  /** How much longer it takes at that rate; empty: nobody knows, or it has ended. */
  public Optional<Duration> left(Instant now) {
    double rate = rate(now);
    return state != BulkState.RUNNING || rate == 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(Math.round(Math.max(wanted - done, 0) / rate)));
  }
}
