package io.chasqui.server.console.report;

import io.chasqui.contract.audit.AuditEntryView;
import io.chasqui.report.KnownReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One report.
 *
 * @param known null: none of this id was stored through this server
 * @param uses by how many deliveries, as the person reads it
 * @param largest that may be stored, in bytes
 * @param history what people did with it on the console, newest first
 * @param fault why it was not stored; null: nothing is wrong
 */
public record ReportModel(
    String id,
    @Nullable KnownReport known,
    String uses,
    long largest,
    List<AuditEntryView> history,
    @Nullable String fault) {

  public ReportModel {
    history = List.copyOf(history);
  }

  /** The path of its page. */
  public String path() {
    return ReportsSection.PATH + "/" + id;
  }
}
