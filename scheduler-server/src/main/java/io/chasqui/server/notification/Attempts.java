package io.chasqui.server.notification;

import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.DeliveryView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The attempts of a notification, over all of its deliveries. */
record Attempts(List<DeliveryView> deliveries) {

  Attempts {
    deliveries = List.copyOf(deliveries);
  }

  private Stream<AttemptView> all() {
    return deliveries.stream().flatMap(delivery -> delivery.attempts().stream());
  }

  /** How many there were, those aside that failed by a fault of our own. */
  int counted() {
    return (int) all().filter(one -> one.outcome() != AttemptOutcome.CHANNEL_FAULT).count();
  }

  /** Whether any peer may have taken the message. */
  boolean mayHaveArrived() {
    return all().anyMatch(one -> one.outcome() == AttemptOutcome.UNKNOWN);
  }

  boolean isAny() {
    return all().findAny().isPresent();
  }

  /** When the last one began. */
  Optional<Instant> lastAt() {
    return all().map(AttemptView::startedAt).max(Comparator.naturalOrder());
  }

  /** How often a delivery failed that may be tried again. */
  static int temporaryFailures(DeliveryView delivery) {
    return (int)
        delivery.attempts().stream()
            .filter(one -> one.outcome() == AttemptOutcome.TEMPORARY_FAILURE)
            .count();
  }
}
