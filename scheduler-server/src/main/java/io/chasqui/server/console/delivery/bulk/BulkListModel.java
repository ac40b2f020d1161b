package io.chasqui.server.console.delivery.bulk;

import io.chasqui.server.delivery.bulk.BulkAct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Acts on many deliveries.
 *
 * @param acts newest first
 * @param older leads to the page behind; null: there is none
 */
public record BulkListModel(List<BulkAct> acts, @Nullable String older) {

  public BulkListModel {
    acts = List.copyOf(acts);
  }
}
