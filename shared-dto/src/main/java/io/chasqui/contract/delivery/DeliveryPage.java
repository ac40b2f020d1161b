package io.chasqui.contract.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of deliveries, newest first.
 *
 * @param items as many as were asked for, fewer on the last page
 * @param nextCursor asks for the page after this one; null: this is the last
 */
public record DeliveryPage(List<DeliveryView> items, @Nullable String nextCursor) {

  public DeliveryPage {
    items = List.copyOf(items);
  }
}
