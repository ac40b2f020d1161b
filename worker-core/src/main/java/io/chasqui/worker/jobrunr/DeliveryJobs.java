package io.chasqui.worker.jobrunr;

import io.chasqui.contract.job.EmailJobs;
import io.chasqui.contract.job.MessagingJobs;
import io.chasqui.contract.job.PushJobs;
import io.chasqui.contract.job.SmsJobs;
import io.chasqui.contract.job.WebhookJobs;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.worker.attempt.DeliveryRunner;
import io.chasqui.worker.attempt.RunResult;
import io.chasqui.worker.queue.HostedQueues;
import java.util.UUID;

/**
 * What JobRunr calls for the jobs of one queue. It answers for all contracts, because which jobs
 * come here is not its business: {@link HostedQueues} knows.
 */
final class DeliveryJobs implements EmailJobs, MessagingJobs, SmsJobs, PushJobs, WebhookJobs {

  private final DeliveryRunner runner;

  DeliveryJobs(DeliveryRunner runner) {
    this.runner = runner;
  }

  /** Makes one attempt and lets JobRunr know what comes next. */
  @Override
  public void deliver(UUID delivery) {
    RunResult result = runner.run(new DeliveryId(delivery));
    if (result instanceof RunResult.RunAgain again) {
      throw new JobRunsAgain(again.at(), again.reason());
    }
    if (result instanceof RunResult.GaveUp gaveUp) {
      throw new JobGaveUp(gaveUp.code());
    }
  }

  /** The same attempt: bands differ in who goes first, which is settled before a job comes here. */
  @Override
  public void deliverBulk(UUID delivery) {
    deliver(delivery);
  }

  /** Reserved: no worker of this version takes such a job. */
  @Override
  public void deliverChunk(UUID first, UUID last) {
    throw new UnsupportedOperationException("This version takes no jobs of ranges of deliveries");
  }
}
