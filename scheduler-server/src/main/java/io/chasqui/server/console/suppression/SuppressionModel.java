package io.chasqui.server.console.suppression;

import io.chasqui.contract.audit.AuditEntryView;
import io.chasqui.server.console.Typed;
import io.chasqui.server.recipient.suppression.SuppressionEntry;
import java.util.List;
import java.util.Map;

/**
 * One suppression.
 *
 * @param history what people and keys did to it, newest first
 * @param typed why it is to be lifted
 * @param reasons why that may be, by their words
 */
public record SuppressionModel(
    SuppressionEntry entry,
    List<AuditEntryView> history,
    Typed typed,
    Map<String, String> reasons) {

  public SuppressionModel {
    history = List.copyOf(history);
  }

  /** The path of its page. */
  public String path() {
    return SuppressionsSection.PATH + "/" + entry.id();
  }
}
