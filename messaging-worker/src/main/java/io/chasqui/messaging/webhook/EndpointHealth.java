package io.chasqui.messaging.webhook;

import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.webhook.Endpoint;
import io.chasqui.delivery.webhook.Endpoints;
import io.chasqui.platform.log.FailureLog;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers of endpoints what they fail, and disables those that want nothing any more, or have
 * taken nothing for too long. One that works costs no statement.
 */
final class EndpointHealth {

  private static final Logger log = LoggerFactory.getLogger(EndpointHealth.class);

  private final Endpoints endpoints;
  private final Duration disableAfter;

  EndpointHealth(Endpoints endpoints, Duration disableAfter) {
    this.endpoints = endpoints;
    this.disableAfter = disableAfter;
  }

  /** Whatever goes wrong here says nothing of the attempt, which the peer may have heard of. */
  void ended(Endpoint endpoint, Outcome outcome) {
    try {
      remember(endpoint, outcome);
    } catch (RuntimeException e) {
      FailureLog.tell(
          log,
          "It could not be stored how a webhook's endpoint is",
          "the next attempt tells it",
          e);
    }
  }

  private void remember(Endpoint endpoint, Outcome outcome) {
    if (outcome instanceof Outcome.Delivered) {
      if (endpoint.isFailing()) {
        endpoints.succeeded(endpoint.id());
      }
    } else if (WebhookFailure.ENDPOINT_GONE.equals(outcome.code())) {
      if (endpoints.gone(endpoint.id())) {
        log.info("Webhook endpoint {} is gone, by its own word: it was disabled", endpoint.id());
      }
    } else if (endpoints.failed(endpoint.id(), disableAfter)) {
      log.warn(
          "Webhook endpoint {} of recipient {} took nothing for {} and was disabled. Ask whose it"
              + " is, and enable it when it works again",
          endpoint.id(),
          endpoint.recipientId(),
          disableAfter);
    }
  }
}
