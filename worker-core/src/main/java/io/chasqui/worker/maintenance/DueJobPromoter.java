package io.chasqui.worker.maintenance;

import io.chasqui.jobs.Queue;
import io.chasqui.jobs.QueueSignals;
import io.chasqui.worker.jobrunr.JobPromotion;
import io.chasqui.worker.queue.WaitingLanes;
import java.time.Duration;

/**
 * Moves jobs of a queue that have been due for a while and that no worker had a free hand for from
 * SCHEDULED to ENQUEUED, and their deliveries to QUEUED, so that everybody sees that they wait. Any
 * number of promoters work side by side.
 */
public final class DueJobPromoter {

  /** Until then a worker with a free hand has taken them. */
  private static final Duration OVERDUE = Duration.ofSeconds(5);

  private final Queue queue;
  private final WaitingLanes lanes;
  private final JobPromotion promotion;
  private final QueueSignals signals;

  DueJobPromoter(Queue queue, WaitingLanes lanes, JobPromotion promotion, QueueSignals signals) {
    this.queue = queue;
    this.lanes = lanes;
    this.promotion = promotion;
    this.signals = signals;
  }

  /** Promotes everything that has been due for five seconds. */
  public void promoteDueJobs() {
    int promoted =
        lanes.overdueFor(OVERDUE).stream()
            .mapToInt(share -> promotion.promote(share, OVERDUE))
            .sum();
    if (promoted > 0) {
      signals.jobsWait(queue);
    }
  }
}
