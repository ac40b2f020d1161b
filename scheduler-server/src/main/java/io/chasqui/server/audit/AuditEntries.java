package io.chasqui.server.audit;

import io.chasqui.contract.audit.AuditEntryView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where entries are kept. */
public interface AuditEntries {

  /**
   * Adds one, now by the database's clock, in the transaction of the caller.
   *
   * @param requestId of the request; null: there is none
   */
  void add(Actor actor, Act act, @Nullable String requestId);

  /** Those that a query asks for, newest first. */
  List<AuditEntryView> list(AuditQuery query);
}
