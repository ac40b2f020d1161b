package io.chasqui.server.recipient.suppression;

import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Acts on suppressions as the audit has them. No address is among them. */
@Component
class SuppressionActs {

  private static final String KIND = "SUPPRESSION";

  private final Audit audit;

  SuppressionActs(Audit audit) {
    this.audit = audit;
  }

  void added(SuppressionEntry entry) {
    audit.record(of("suppression.added", entry));
  }

  void removed(SuppressionEntry entry, @Nullable Lifting why) {
    audit.record(of("suppression.removed", entry).with("why", why == null ? null : why.name()));
  }

  /** Of a file, in the transaction that stores the first of its rows. */
  void imported() {
    audit.record(Act.done("suppressions.imported", "SUPPRESSIONS", "suppressions"));
  }

  private static Act of(String act, SuppressionEntry entry) {
    Act done = Act.done(act, KIND, entry.id().toString()).with("reason", entry.reason().name());
    return entry.recipientId() == null
        ? done
        : done.with("recipientId", entry.recipientId().toString());
  }
}
