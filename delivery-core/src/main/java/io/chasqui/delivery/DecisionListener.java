package io.chasqui.delivery;

import io.chasqui.contract.delivery.DeliveryView;

/**
 * Is told of each decision that was made, in its transaction: what it writes is there when the
 * decision is, and what it throws undoes the decision. A bean of this type is told of all; workers,
 * which decide nothing, have none.
 */
@FunctionalInterface
public interface DecisionListener {

  /**
   * A decision was made; one that was refused is none.
   *
   * @param before the delivery as it was, locked since
   * @param now the delivery as it is now
   */
  void decided(Decision decision, DeliveryView before, DeliveryView now);
}
