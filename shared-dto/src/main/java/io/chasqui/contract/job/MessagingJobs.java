package io.chasqui.contract.job;

import java.util.UUID;

/** The jobs of the {@code messaging} queue. */
public interface MessagingJobs {

  /**
   * Makes one attempt at a messaging delivery.
   *
   * @param deliveryId the delivery, which is also the id of the job
   */
  void deliver(UUID deliveryId);
}
