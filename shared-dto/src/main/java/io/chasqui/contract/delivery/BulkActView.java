package io.chasqui.contract.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An act on many deliveries as it stands.
 *
 * @param id of the act
 * @param act CANCEL, RETRY, CONFIRM or RESCHEDULE
 * @param scheduledTime of RESCHEDULE
 * @param alsoMayHaveArrived whether it also sends those of which a copy may have arrived
 * @param perSecond at most so many deliveries a second; null: as fast as it goes
 * @param reason why, as whoever began it said
 * @param by who began it: the name of a key, or a login
 * @param state WAITING, RUNNING, STOPPED or DONE
 * @param total how many the filter selected as it was begun
 * @param wanted how many of these it could change then
 * @param done how many it has changed
 * @param refused how many it came to and did not change
 * @param refusedBy the same, by their state or by a code: ERASED, MAY_HAVE_ARRIVED, AFTER_DEADLINE,
 *     IN_HAND, GONE
 * @param createdAt when it was ordered
 * @param beginsAt before which nothing is changed
 * @param startedAt when it began; null: not yet
 * @param endedAt when it was done or stopped; null: not yet
 * @param stoppedBy who stopped it; null: nobody
 */
public record BulkActView(
    UUID id,
    String act,
    @Nullable Instant scheduledTime,
    boolean alsoMayHaveArrived,
    @Nullable Integer perSecond,
    @Nullable String reason,
    @Nullable String by,
    String state,
    int total,
    int wanted,
    int done,
    int refused,
    Map<String, Integer> refusedBy,
    Instant createdAt,
    Instant beginsAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String stoppedBy) {

  public BulkActView {
    refusedBy = Map.copyOf(refusedBy);
  }
}
