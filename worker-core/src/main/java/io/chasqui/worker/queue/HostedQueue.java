package io.chasqui.worker.queue;

import io.chasqui.jobs.Queue;
import io.chasqui.worker.attempt.DeliveryRunner;
import io.chasqui.worker.lane.ChannelHealthReporter;
import io.chasqui.worker.lane.EndedPauses;
import io.chasqui.worker.lane.PeerSlots;
import io.chasqui.worker.maintenance.DeliveryReconciler;
import io.chasqui.worker.maintenance.DueJobPromoter;
import io.chasqui.worker.maintenance.OldestDueGauge;

/**
 * What a worker process has for each of its queues, so that none of them holds up another.
 *
 * @param queue whose all this is
 * @param runner makes the attempts
 * @param slots lets attempts go to their peers
 * @param feed brings jobs at their time
 * @param promoter shows that jobs wait
 * @param reconciler gives deliveries new jobs for lost ones
 * @param oldestDue measures how late the queue is
 * @param report tells how its providers are
 * @param pauses notices pauses of its providers that were ended
 */
public record HostedQueue(
    Queue queue,
    DeliveryRunner runner,
    PeerSlots slots,
    QueueConsumer feed,
    DueJobPromoter promoter,
    DeliveryReconciler reconciler,
    OldestDueGauge oldestDue,
    ChannelHealthReporter report,
    EndedPauses pauses) {

  /** Goes on at once with what waited for a pause that somebody has ended. */
  public void goOnAfterEndedPauses() {
    if (pauses.look()) {
      feed.wake();
    }
  }

  /** A worker that is not full takes due jobs at their time without this. */
  public void markWhatWaits() {
    if (feed.leavesJobsWaiting()) {
      runner.expireOverdue();
      promoter.promoteDueJobs();
    }
  }
}
