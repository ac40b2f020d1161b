package io.chasqui.worker.queue;

import io.chasqui.jobs.Queue;
import io.chasqui.worker.attempt.DeliveryRunner;
import io.chasqui.worker.lane.ChannelReport;
import io.chasqui.worker.maintenance.DeliveryReconciler;
import io.chasqui.worker.maintenance.DueJobPromoter;
import io.chasqui.worker.maintenance.OldestDue;

/** What a worker process has for each of its queues, so that none of them holds up another. */
public record HostedQueue(
    Queue queue,
    DeliveryRunner runner,
    JobFeed feed,
    DueJobPromoter promoter,
    DeliveryReconciler reconciler,
    OldestDue oldestDue,
    ChannelReport report) {

  /** A worker that is not full takes due jobs at their time without this. */
  public void markWhatWaits() {
    if (feed.leavesJobsWaiting()) {
      runner.expireOverdue();
      promoter.promoteDueJobs();
    }
  }
}
