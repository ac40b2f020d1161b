package io.chasqui.contract.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the audit, newest first.
 *
 * @param items as many as were asked for, fewer on the last page
 * @param nextCursor asks for the page after this one; null: this is the last
 */
public record AuditPage(List<AuditEntryView> items, @Nullable String nextCursor) {

  public AuditPage {
    items = List.copyOf(items);
  }
}
