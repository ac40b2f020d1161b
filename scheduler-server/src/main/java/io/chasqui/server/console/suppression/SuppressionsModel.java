package io.chasqui.server.console.suppression;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.server.console.Typed;
import io.chasqui.server.recipient.suppression.SuppressionEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who must not be written to.
 *
 * @param rows newest first
 * @param filter what the list is narrowed by
 * @param newest leads to its first page; null: this is the first
 * @param older leads to the page behind; null: there is none
 * @param fault what is wrong with the search; null: nothing
 * @param typed what somebody wants to add
 * @param channels of the form, by their words
 * @param reasons of the form, by their words
 */
public record SuppressionsModel(
    List<SuppressionEntry> rows,
    Filter filter,
    @Nullable String newest,
    @Nullable String older,
    @Nullable String fault,
    Typed typed,
    Map<String, String> channels,
    Map<String, String> reasons) {

  public SuppressionsModel {
    rows = List.copyOf(rows);
  }

  /**
   * What the list is narrowed by.
   *
   * @param channel null: any
   * @param reason null: any
   * @param kept the id of a search by an address; empty: there is none
   * @param address that was looked for; empty: none
   */
  public record Filter(
      @Nullable Channel channel, @Nullable SuppressionReason reason, String kept, String address) {

    /** None. */
    static final Filter NONE = new Filter(null, null, "", "");

    /** Whether there is any. */
    public boolean isNarrow() {
      return channel != null || reason != null || !kept.isEmpty();
    }
  }

  /** Whether one has ended by itself. */
  public static boolean isOver(SuppressionEntry entry, Instant now) {
    Instant until = entry.until();
    return until != null && !until.isAfter(now);
  }
}
