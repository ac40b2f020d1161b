package io.chasqui.delivery;

import io.chasqui.contract.delivery.DeliveryStatus;
import java.time.Duration;

/** What follows from an outcome. */
sealed interface NextStep {

  /** Whether the attempt counts towards giving up. A channel's fault does not. */
  boolean countsAsFailure();

  /** The delivery has ended in {@code status}. */
  record End(DeliveryStatus status, boolean countsAsFailure) implements NextStep {}

  /** The delivery is tried again after {@code delay}. */
  record TryAgain(Duration delay, boolean countsAsFailure) implements NextStep {}
}
