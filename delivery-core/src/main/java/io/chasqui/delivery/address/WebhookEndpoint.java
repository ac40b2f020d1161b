package io.chasqui.delivery.address;

import java.util.UUID;

/**
 * Where another system takes webhooks. Its text form is masked.
 *
 * @param id of the endpoint, never its URL: that may hold secrets, and may change while deliveries
 *     wait
 */
public record WebhookEndpoint(UUID id) implements Recipient {

  @Override
  public Kind kind() {
    return Kind.WEBHOOK_ENDPOINT;
  }

  @Override
  public String value() {
    return id.toString();
  }

  @Override
  public String toString() {
    return "WebhookEndpoint[***]";
  }
}
