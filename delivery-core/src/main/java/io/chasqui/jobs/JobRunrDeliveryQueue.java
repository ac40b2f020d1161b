package io.chasqui.jobs;

import static org.jobrunr.scheduling.JobBuilder.aJob;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryJobQueue;
import io.chasqui.platform.CorrelationId;
import java.time.Instant;
import org.jobrunr.scheduling.JobScheduler;
import org.springframework.stereotype.Component;

/** Schedules a delivery's job; its arguments and name hold nothing private. */
@Component
class JobRunrDeliveryQueue implements DeliveryJobQueue {

  /** A failed run is scheduled again by {@link JobOutcomeFilter}, never by JobRunr's own policy. */
  private static final int RETRIES_BY_JOBRUNR = 0;

  private final JobScheduler scheduler;
  private final QueueSignals signals;

  JobRunrDeliveryQueue(JobScheduler scheduler, QueueSignals signals) {
    this.scheduler = scheduler;
    this.signals = signals;
  }

  @Override
  public void add(DeliveryId id, Channel channel, CorrelationId correlationId, Instant dueAt) {
    Queue queue = Queue.of(channel);
    scheduler.create(
        aJob()
            .withId(id.value())
            .withName(channel + " " + correlationId)
            .withAmountOfRetries(RETRIES_BY_JOBRUNR)
            .scheduleAt(dueAt)
            .withJobLambda(queue.job(id.value())));
    signals.jobIsDue(queue, dueAt);
  }
}
