package io.chasqui.server.audit;

import io.chasqui.contract.audit.AuditEntryView;
import io.chasqui.contract.audit.AuditPage;
import io.chasqui.platform.log.Mdc;
import java.util.List;
import org.slf4j.MDC;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes the audit, and reads it. */
@Service
public final class AuditTrail implements Audit {

  private final AuditEntries entries;
  private final CurrentActor current;

  AuditTrail(AuditEntries entries, CurrentActor current) {
    this.entries = entries;
    this.current = current;
  }

  @Override
  public void record(Act act) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(act.word() + " is to be recorded in its own transaction");
    }
    Actor actor = act.actor();
    entries.add(actor == null ? current.get() : actor, act, MDC.get(Mdc.REQUEST_ID));
  }

  /** One page of entries, newest first; its cursor is the id of its last entry. */
  public AuditPage page(AuditQuery query) {
    List<AuditEntryView> found = entries.list(query.withLimit(query.limit() + 1));
    if (found.size() <= query.limit()) {
      return new AuditPage(found, null);
    }
    List<AuditEntryView> page = found.subList(0, query.limit());
    return new AuditPage(page, page.get(page.size() - 1).id().toString());
  }
}
