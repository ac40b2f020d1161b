package io.chasqui.contract.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of deliveries that an act did not change, in the order of their ids.
 *
 * @param items the oldest first
 * @param nextCursor of the next page; null: this is the last one
 */
public record BulkRefusalPage(List<BulkRefusalView> items, @Nullable String nextCursor) {

  public BulkRefusalPage {
    items = List.copyOf(items);
  }
}
