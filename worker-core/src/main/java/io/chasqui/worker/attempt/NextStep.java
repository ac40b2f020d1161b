package io.chasqui.worker.attempt;

import io.chasqui.contract.delivery.DeliveryStatus;
import java.time.Duration;

/** What follows from an outcome. */
sealed interface NextStep {

  /** Whether the attempt counts towards giving up. A channel's fault does not. */
  boolean countsAsFailure();

  /** What a log says of it, and what a person may do. */
  String words();

  /** The delivery has ended in {@code status}. */
  record End(DeliveryStatus status, boolean countsAsFailure) implements NextStep {

    @Override
    public String words() {
      return switch (status) {
        case DELIVERED -> "none";
        case SUPPRESSED, CANCELLED -> "none, it is " + status;
        case UNCERTAIN -> "none, it is UNCERTAIN; confirm it, or retry it if it did not arrive";
        default -> "none, it is " + status + "; retry it when the cause is gone";
      };
    }
  }

  /** The delivery is tried again after {@code delay}. */
  record TryAgain(Duration delay, boolean countsAsFailure) implements NextStep {

    @Override
    public String words() {
      return "again in " + delay.toMillis() + " ms";
    }
  }
}
