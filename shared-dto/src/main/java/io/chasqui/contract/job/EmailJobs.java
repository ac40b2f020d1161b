package io.chasqui.contract.job;

import java.util.UUID;

/** The jobs of the {@code email} queue. */
public interface EmailJobs {

  /**
   * Makes one attempt at an e-mail delivery.
   *
   * @param deliveryId the delivery, which is also the id of the job
   */
  void deliver(UUID deliveryId);
}
