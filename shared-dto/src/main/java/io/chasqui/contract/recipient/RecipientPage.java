package io.chasqui.contract.recipient;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of recipients.
 *
 * @param items by name, address or phone where the beginning of one was asked for; else newest ids
 *     first
 * @param nextCursor of the next page; null: this is the last one
 */
public record RecipientPage(List<RecipientView> items, @Nullable String nextCursor) {

  public RecipientPage {
    items = List.copyOf(items);
  }
}
