package io.chasqui.contract.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list of notifications.
 *
 * @param items newest first
 * @param nextCursor of the next page; null: this is the last one
 */
public record NotificationPage(List<NotificationView> items, @Nullable String nextCursor) {

  public NotificationPage {
    items = List.copyOf(items);
  }
}
