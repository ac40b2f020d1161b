package io.chasqui.jobs;

import org.jobrunr.storage.navigation.AmountRequest;

/**
 * A look for the work of one queue, on its way through JobRunr's {@code getJobsToProcess} to {@link
 * QueueJobTable}.
 */
final class QueueRequest extends AmountRequest {

  private final Queue queue;

  QueueRequest(Queue queue, int limit) {
    super("updatedAt:ASC", limit);
    this.queue = queue;
  }

  Queue queue() {
    return queue;
  }
}
