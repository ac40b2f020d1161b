package io.chasqui.jobs;

import io.chasqui.delivery.DeliveryRunner;

/** What a worker process has for each of its queues, so that none of them holds up another. */
record HostedQueue(
    Queue queue,
    DeliveryRunner runner,
    JobFeed feed,
    DueJobPromoter promoter,
    DeliveryReconciler reconciler,
    OldestDue oldestDue,
    ChannelReport report) {

  /** A worker that is not full takes due jobs at their time without this. */
  void markWhatWaits() {
    if (feed.leavesJobsWaiting()) {
      runner.expireOverdue();
      promoter.promoteDueJobs();
    }
  }
}
