package io.chasqui.server.console.report;

import io.chasqui.report.KnownReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reports that were stored through this server.
 *
 * @param rows those that were stored or needed last come first
 * @param isAll whether the storage has none that are not known here
 * @param newest leads to the first page; null: this is it
 * @param older leads to the page behind; null: there is none
 * @param fault what is wrong with what was looked for; null: nothing
 */
public record ReportsModel(
    List<Row> rows,
    boolean isAll,
    @Nullable String newest,
    @Nullable String older,
    @Nullable String fault) {

  public ReportsModel {
    rows = List.copyOf(rows);
  }

  /**
   * A report.
   *
   * @param uses by how many deliveries, as the person reads it
   */
  public record Row(KnownReport report, String uses) {}
}
