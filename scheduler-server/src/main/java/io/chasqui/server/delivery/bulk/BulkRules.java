package io.chasqui.server.delivery.bulk;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.Decision;
import io.chasqui.delivery.DeliveryAction;
import io.chasqui.delivery.DeliveryAction.AfterDeadline;
import io.chasqui.delivery.DeliveryAction.Erased;
import io.chasqui.delivery.DeliveryAction.Made;
import io.chasqui.delivery.DeliveryAction.StateConflict;
import io.chasqui.delivery.SelectedCount;
import io.chasqui.delivery.SelectedDelivery;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why an act does not change a delivery; the same for a dry run and for the act. */
final class BulkRules {

  static final String MAY_HAVE_ARRIVED = "MAY_HAVE_ARRIVED";

  /** Somebody has had it in hand for too long. */
  static final String IN_HAND = "IN_HAND";

  /** Its month is gone. */
  static final String GONE = "GONE";

  private static final String ERASED = "ERASED";
  private static final String AFTER_DEADLINE = "AFTER_DEADLINE";

  private BulkRules() {}

  /** Of deliveries that are counted. */
  static Optional<String> refusal(BulkOrder order, SelectedCount of) {
    return refusal(order, of.status(), of.isErased(), of.mayHaveArrived(), of.endsBefore());
  }

  /** Of one. */
  static Optional<String> refusal(BulkOrder order, SelectedDelivery of) {
    return refusal(
        order, of.status(), of.isErased(), of.mayHaveArrived(), endsBefore(order, of.expiresAt()));
  }

  private static boolean endsBefore(BulkOrder order, @Nullable Instant expiresAt) {
    Instant time = order.scheduledTime();
    return time != null && expiresAt != null && !expiresAt.isAfter(time);
  }

  private static Optional<String> refusal(
      BulkOrder order,
      DeliveryStatus status,
      boolean isErased,
      boolean mayHaveArrived,
      boolean endsBefore) {
    boolean fits =
        switch (order.act()) {
          case CANCEL, RESCHEDULE -> status.isWaiting();
          case CONFIRM -> status == DeliveryStatus.UNCERTAIN;
          case RETRY -> status.isRevivable();
        };
    if (!fits) {
      return Optional.of(status.name());
    }
    if (order.act() == Decision.RETRY && isErased) {
      return Optional.of(ERASED);
    }
    if (order.act() == Decision.RESCHEDULE && endsBefore) {
      return Optional.of(AFTER_DEADLINE);
    }
    return order.act() == Decision.RETRY && mayHaveArrived && !order.alsoMayHaveArrived()
        ? Optional.of(MAY_HAVE_ARRIVED)
        : Optional.empty();
  }

  /** What a decision says that was made of it; empty: it was changed. */
  static Optional<String> refusal(DeliveryAction decided) {
    if (decided instanceof Made) {
      return Optional.empty();
    }
    if (decided instanceof StateConflict conflict) {
      return Optional.of(conflict.current().name());
    }
    if (decided instanceof Erased) {
      return Optional.of(ERASED);
    }
    return Optional.of(decided instanceof AfterDeadline ? AFTER_DEADLINE : GONE);
  }
}
