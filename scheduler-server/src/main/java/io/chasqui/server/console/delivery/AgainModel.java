package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.DeliveryView;

/**
 * The question whether to send again what may have arrived.
 *
 * @param answer where it is
 * @param recipient masked
 * @param back the page that is seen next
 */
public record AgainModel(DeliveryView delivery, String answer, String recipient, String back) {

  /** The path of the delivery's page. */
  public String path() {
    return DeliveriesSection.PATH + "/" + delivery.id();
  }
}
