package io.chasqui.server.delivery;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.Decision;
import io.chasqui.delivery.DecisionListener;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Writes decisions about deliveries into the audit: the same entry, over whatever they were made.
 */
@Component
class DeliveryActs implements DecisionListener {

  private static final String KIND = "DELIVERY";

  private final Audit audit;

  DeliveryActs(Audit audit) {
    this.audit = audit;
  }

  @Override
  public void decided(Decision decision, DeliveryView before, DeliveryView now) {
    boolean isMoved = decision == Decision.RESCHEDULE;
    audit.record(
        Act.done(word(decision), KIND, now.id().toString())
            .about(now.correlationId())
            .with(Act.BEFORE, state(before, isMoved))
            .with(Act.AFTER, state(now, isMoved)));
  }

  private static String word(Decision decision) {
    return switch (decision) {
      case CANCEL -> "delivery.cancelled";
      case RETRY -> "delivery.retried";
      case CONFIRM -> "delivery.confirmed";
      case RESCHEDULE -> "delivery.rescheduled";
    };
  }

  private static Map<String, Object> state(DeliveryView delivery, boolean withTime) {
    Instant time = delivery.scheduledTime();
    return withTime
        ? Map.of("status", delivery.status().name(), "scheduledTime", time.toString())
        : Map.of("status", delivery.status().name());
  }
}
