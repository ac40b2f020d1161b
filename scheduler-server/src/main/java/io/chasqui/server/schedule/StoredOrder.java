package io.chasqui.server.schedule;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.server.api.problem.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an order.
 *
 * @param ids of its deliveries; empty: there is a problem
 * @param problem why nothing was stored; null: it was
 */
public record StoredOrder(List<DeliveryId> ids, @Nullable FieldProblem problem) {

  public StoredOrder {
    ids = List.copyOf(ids);
  }
}
