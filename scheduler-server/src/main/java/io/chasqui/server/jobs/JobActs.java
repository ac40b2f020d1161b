package io.chasqui.server.jobs;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.Decision;
import io.chasqui.delivery.DecisionListener;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Tells of what people do on the dashboard. What decides about a delivery is told as the same over
 * the API is, and so has the same entry in the audit; what is done to a job alone has one of its
 * own.
 */
@Component
class JobActs {

  private static final String KIND = "JOB";

  private final Audit audit;
  private final List<DecisionListener> listeners;

  JobActs(Audit audit, List<DecisionListener> listeners) {
    this.audit = audit;
    this.listeners = List.copyOf(listeners);
  }

  void decided(Decision decision, DeliveryView before, DeliveryView now) {
    listeners.forEach(listener -> listener.decided(decision, before, now));
  }

  /**
   * @param what was done to it, in the past tense
   * @param delivery of the job, which is as it was; empty: it has none
   */
  void job(String what, UUID id, Optional<DeliveryView> delivery) {
    Act act = Act.done("job." + what, KIND, id.toString());
    audit.record(delivery.map(DeliveryView::correlationId).map(act::about).orElse(act));
  }

  /**
   * Chasqui makes none, so somebody else's program has.
   *
   * @param id 1-128 characters
   */
  void recurringJobDeleted(String id) {
    audit.record(Act.done("recurring-job.deleted", "RECURRING_JOB", id));
  }
}
