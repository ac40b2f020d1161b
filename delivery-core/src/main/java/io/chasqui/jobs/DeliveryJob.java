package io.chasqui.jobs;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRunner;
import io.chasqui.delivery.RunResult;
import java.util.UUID;

/** The body of a delivery's job, which a worker's job contract calls. */
public final class DeliveryJob {

  private final DeliveryRunner runner;

  DeliveryJob(DeliveryRunner runner) {
    this.runner = runner;
  }

  /** Makes one attempt and lets JobRunr know what comes next. */
  public void run(UUID deliveryId) {
    RunResult result = runner.run(new DeliveryId(deliveryId));
    if (result instanceof RunResult.RunAgain again) {
      throw new JobRunsAgain(again.at(), again.reason());
    }
    if (result instanceof RunResult.GaveUp gaveUp) {
      throw new JobGaveUp(gaveUp.code());
    }
  }
}
