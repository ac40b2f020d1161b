package io.chasqui.worker.jobrunr;

import io.chasqui.worker.lane.Share;
import java.time.Duration;
import org.jobrunr.storage.navigation.AmountRequest;
import org.jspecify.annotations.Nullable;

/**
 * A look for the work of one share of a queue, on its way through JobRunr's {@code
 * getJobsToProcess} to {@link QueueJobTable}.
 */
final class QueueRequest extends AmountRequest {

  private final Share share;
  private @Nullable Duration untilNext;

  QueueRequest(Share share, int limit) {
    super("updatedAt:ASC", limit);
    this.share = share;
  }

  Share share() {
    return share;
  }

  /** Its answer, which JobRunr's has no place for: see {@link DueJobs#untilNext}. */
  @Nullable Duration untilNext() {
    return untilNext;
  }

  void nextIsDueIn(Duration time) {
    untilNext = time;
  }
}
