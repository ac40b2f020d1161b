package io.chasqui.server.recipient.webhook;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.address.WebhookEndpoint;
import io.chasqui.delivery.webhook.Endpoints;
import io.chasqui.server.recipient.ChannelAddress;
import io.chasqui.server.recipient.ChannelAddresses;
import io.chasqui.server.recipient.DirectoryEntry;
import java.util.List;
import org.springframework.stereotype.Component;

/** A recipient's endpoint, while it is enabled. */
@Component
class WebhookAddresses implements ChannelAddresses {

  private final Endpoints endpoints;

  WebhookAddresses(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public Channel channel() {
    return Channel.WEBHOOK;
  }

  @Override
  public List<ChannelAddress> of(DirectoryEntry recipient) {
    return endpoints
        .ofRecipient(recipient.id())
        .filter(endpoint -> endpoint.disabled() == null)
        .map(endpoint -> new ChannelAddress(new WebhookEndpoint(endpoint.id()), endpoint.lane()))
        .stream()
        .toList();
  }
}
