package io.chasqui.server.recipient.webhook;

import io.chasqui.delivery.EndpointDeliveries;
import io.chasqui.delivery.address.WebhookEndpoint;
import io.chasqui.delivery.webhook.Endpoint;
import io.chasqui.delivery.webhook.Endpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks after the open deliveries of endpoints that were disabled, or have another address: ends
 * them, or brings them to the lane of the new host. What is being sent just now is looked after in
 * the next round.
 */
@Component
class EndpointUpkeep {

  private static final Logger log = LoggerFactory.getLogger(EndpointUpkeep.class);

  private static final String DISABLED = "ENDPOINT_DISABLED";
  private static final int AT_ONCE = 100;

  private final Endpoints endpoints;
  private final EndpointDeliveries deliveries;

  EndpointUpkeep(Endpoints endpoints, EndpointDeliveries deliveries) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
  }

  /** Of some. */
  void run() {
    endpoints.withPendingDeliveries(AT_ONCE).forEach(this::run);
  }

  private void run(Endpoint endpoint) {
    WebhookEndpoint recipient = new WebhookEndpoint(endpoint.id());
    boolean isSettled =
        endpoint.disabled() == null
            ? deliveries.changeLane(recipient, endpoint.lane())
            : deliveries.giveUp(recipient, DISABLED);
    if (isSettled) {
      endpoints.settled(endpoint);
      log.info("The deliveries of webhook endpoint {} were looked after", endpoint.id());
    }
  }
}
