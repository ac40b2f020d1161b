package io.chasqui.server.console.uncertain;

import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.DeliveryView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a person, oldest first.
 *
 * @param cards one a delivery
 * @param here this page's path and query
 * @param next leads to those behind; null: there are none
 */
public record UncertainModel(List<Card> cards, String here, @Nullable String next) {

  public UncertainModel {
    cards = List.copyOf(cards);
  }

  /**
   * A delivery that may have arrived.
   *
   * @param subject null: there is none, or this person must not see it
   * @param recipient masked; empty: erased
   * @param attempt the last one; null: nothing is kept of it
   */
  public record Card(
      DeliveryView delivery,
      @Nullable String subject,
      String recipient,
      @Nullable AttemptView attempt) {

    /** The path of the delivery's page. */
    public String path() {
      return "/console/deliveries/" + delivery.id();
    }
  }
}
