package io.chasqui.jobs;

import io.chasqui.contract.job.EmailJobs;
import io.chasqui.contract.job.MessagingJobs;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRunner;
import io.chasqui.delivery.RunResult;
import java.util.UUID;

/**
 * The bean behind every job contract. It answers for all of them, because which jobs come here is
 * not its business: a worker takes those of its own {@link Queue}.
 */
final class DeliveryJobs implements EmailJobs, MessagingJobs {

  private final DeliveryRunner runner;

  DeliveryJobs(DeliveryRunner runner) {
    this.runner = runner;
  }

  /** Makes one attempt and lets JobRunr know what comes next. */
  @Override
  public void deliver(UUID deliveryId) {
    RunResult result = runner.run(new DeliveryId(deliveryId));
    if (result instanceof RunResult.RunAgain again) {
      throw new JobRunsAgain(again.at(), again.reason());
    }
    if (result instanceof RunResult.GaveUp gaveUp) {
      throw new JobGaveUp(gaveUp.code());
    }
  }
}
