package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.platform.CorrelationId;
import java.time.Instant;

/** Where a delivery's job waits for its time. */
public interface DeliveryJobQueue {

  /** Adds the job of a fresh delivery, in the transaction of the caller. */
  void add(DeliveryId id, Channel channel, CorrelationId correlationId, Instant dueAt);
}
