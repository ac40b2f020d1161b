package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Writes into the audit who was shown of a delivery what is masked, before it is shown. */
@Component
class Revealing {

  static final String KIND = "DELIVERY";

  private final Audit audit;
  private final TransactionOperations transaction;

  Revealing(Audit audit, TransactionOperations transaction) {
    this.audit = audit;
    this.transaction = transaction;
  }

  /** The recipient alone. */
  void recipient(DeliveryView delivery) {
    record("delivery.recipient-shown", delivery);
  }

  /** The recipient, and what the delivery says. */
  void content(DeliveryView delivery) {
    record("delivery.content-shown", delivery);
  }

  /** The report that it carries. */
  void report(DeliveryView delivery) {
    record("delivery.report-shown", delivery);
  }

  private void record(String word, DeliveryView delivery) {
    Act act = Act.done(word, KIND, delivery.id().toString()).about(delivery.correlationId());
    transaction.executeWithoutResult(status -> audit.record(act));
  }
}
