package io.chasqui.delivery;

import io.chasqui.contract.delivery.DeliveryStatus;
import java.util.Collection;
import java.util.Map;

/** How deliveries are, for features that show theirs beside what made them. */
public interface DeliveryStatuses {

  /** The statuses of those of these deliveries that are there still. */
  Map<DeliveryId, DeliveryStatus> of(Collection<DeliveryId> deliveries);
}
