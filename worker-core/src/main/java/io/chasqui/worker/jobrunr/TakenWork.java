package io.chasqui.worker.jobrunr;

import io.chasqui.worker.attempt.Claim;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jobrunr.jobs.Job;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that were taken in one transaction.
 *
 * @param jobs all of them
 * @param claims of those of their deliveries that want an attempt now
 * @param untilNext how long until the next job is due, from when they were taken; null: that is not
 *     known
 */
record TakenWork(List<Job> jobs, List<Claim> claims, @Nullable Duration untilNext) {

  static final TakenWork NOTHING = new TakenWork(List.of(), List.of(), null);

  /** Those whose deliveries were claimed: nobody else takes these before their leases end. */
  List<Job> claimed() {
    Set<UUID> ids = claimedIds();
    return jobs.stream().filter(job -> ids.contains(job.getId())).toList();
  }

  /** The others, whose deliveries anybody may take. */
  List<Job> unclaimed() {
    Set<UUID> ids = claimedIds();
    return jobs.stream().filter(job -> !ids.contains(job.getId())).toList();
  }

  private Set<UUID> claimedIds() {
    return claims.stream().map(claim -> claim.delivery().id().value()).collect(Collectors.toSet());
  }
}
