package io.chasqui.messaging.jobs;

import io.chasqui.contract.job.MessagingJobs;
import io.chasqui.jobs.DeliveryJob;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What JobRunr calls in this process. */
@Component
public class MessagingDeliveryJobs implements MessagingJobs {

  private final DeliveryJob job;

  MessagingDeliveryJobs(DeliveryJob job) {
    this.job = job;
  }

  @Override
  public void deliver(UUID deliveryId) {
    job.run(deliveryId);
  }
}
