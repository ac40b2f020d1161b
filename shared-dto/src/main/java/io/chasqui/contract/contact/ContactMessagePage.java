package io.chasqui.contract.contact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of contact messages, newest first.
 *
 * @param items as many as were asked for, fewer on the last page
 * @param nextCursor asks for the page after this one; null: this is the last
 */
public record ContactMessagePage(List<ContactMessageView> items, @Nullable String nextCursor) {

  public ContactMessagePage {
    items = List.copyOf(items);
  }
}
