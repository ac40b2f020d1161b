package io.chasqui.worker.jobrunr;

import io.chasqui.jobs.Queue;
import io.chasqui.worker.queue.HostedQueues;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jobrunr.server.JobActivator;
import org.jspecify.annotations.Nullable;

/** Finds what JobRunr is to call for a job: its contract says of which queue it is. */
final class QueueJobActivator implements JobActivator {

  private final Supplier<HostedQueues> queues;

  /**
   * @param queues asked when there are jobs; they are made after JobRunr's server
   */
  QueueJobActivator(Supplier<HostedQueues> queues) {
    this.queues = queues;
  }

  /** Null: there is nothing to call here. */
  @Override
  public <T> @Nullable T activateJob(Class<T> type) {
    return Arrays.stream(Queue.values())
        .filter(queue -> queue.contract() == type)
        .findFirst()
        .flatMap(queues.get()::of)
        .map(hosted -> type.cast(new DeliveryJobs(hosted.runner())))
        .orElse(null);
  }
}
