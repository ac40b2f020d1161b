package io.chasqui.email.jobs;

import io.chasqui.contract.job.EmailJobs;
import io.chasqui.jobs.DeliveryJob;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The bean behind the job contract of the e-mail queue. */
@Component
class DeliverEmail implements EmailJobs {

  private final DeliveryJob job;

  DeliverEmail(DeliveryJob job) {
    this.job = job;
  }

  @Override
  public void deliver(UUID deliveryId) {
    job.run(deliveryId);
  }
}
