package io.chasqui.server.console.delivery.bulk;

import io.chasqui.server.console.delivery.bulk.DryRunModel.Skipped;
import io.chasqui.server.delivery.bulk.BulkAct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of one act.
 *
 * @param act as it stands
 * @param answer where it stands, in a sentence or two
 * @param rate how fast it goes or went; empty: it has not begun
 * @param left how much longer it takes; empty: nobody knows, or it has ended
 * @param refused those that it came to and left alone, by why
 * @param filter what it is about, as the person reads it; empty: that was erased
 * @param list the list of what the filter selects now; null: there is no such address
 */
public record BulkModel(
    BulkAct act,
    String answer,
    String rate,
    String left,
    List<Skipped> refused,
    List<String> filter,
    @Nullable String list) {

  public BulkModel {
    refused = List.copyOf(refused);
    filter = List.copyOf(filter);
  }

  /** How many it has come to. */
  public int passed() {
    return Math.min(act.done() + act.refused(), act.total());
  }

  /** The path of this page. */
  public String path() {
    return BulkSection.PATH + "/" + act.id();
  }
}
