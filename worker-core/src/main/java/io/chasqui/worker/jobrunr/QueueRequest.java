package io.chasqui.worker.jobrunr;

import io.chasqui.worker.lane.Share;
import org.jobrunr.storage.navigation.AmountRequest;

/**
 * A look for the work of one share of a queue, on its way through JobRunr's {@code
 * getJobsToProcess} to {@link QueueJobTable}.
 */
final class QueueRequest extends AmountRequest {

  private final Share share;

  QueueRequest(Share share, int limit) {
    super("updatedAt:ASC", limit);
    this.share = share;
  }

  Share share() {
    return share;
  }
}
