package io.chasqui.contract.recipient;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of suppressions, newest first.
 *
 * @param items newest first
 * @param nextCursor of the next page; null: this is the last one
 */
public record SuppressionPage(List<SuppressionView> items, @Nullable String nextCursor) {

  public SuppressionPage {
    items = List.copyOf(items);
  }
}
