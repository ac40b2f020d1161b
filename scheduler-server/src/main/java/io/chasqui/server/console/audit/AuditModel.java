package io.chasqui.server.console.audit;

import io.chasqui.contract.audit.AuditEntryView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries of the audit.
 *
 * @param rows newest first
 * @param filter which ones
 * @param faults what is wrong with that, as the person reads it
 * @param newest leads to the first page; null: this is it
 * @param older leads to the next page; null: there is none
 */
public record AuditModel(
    List<Row> rows,
    AuditFilter filter,
    List<String> faults,
    @Nullable String newest,
    @Nullable String older) {

  public AuditModel {
    rows = List.copyOf(rows);
    faults = List.copyOf(faults);
  }

  /**
   * An entry.
   *
   * @param act as the person reads it
   * @param object path of its page; null: it has none
   * @param changes what was changed
   * @param reason code of what was refused; null: nothing was
   * @param others what else is to be known
   */
  public record Row(
      AuditEntryView entry,
      String act,
      @Nullable String object,
      List<Change> changes,
      @Nullable String reason,
      List<Detail> others) {

    public Row {
      changes = List.copyOf(changes);
      others = List.copyOf(others);
    }
  }

  /**
   * A part of what was changed.
   *
   * @param before null: it was not there
   * @param after null: it is not there
   */
  public record Change(String name, @Nullable String before, @Nullable String after) {}

  /** Something else. */
  public record Detail(String name, String value) {}
}
