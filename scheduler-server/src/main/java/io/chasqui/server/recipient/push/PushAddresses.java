package io.chasqui.server.recipient.push;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.address.PushSubscription;
import io.chasqui.delivery.push.PushSubscriptions;
import io.chasqui.server.recipient.ChannelAddress;
import io.chasqui.server.recipient.ChannelAddresses;
import io.chasqui.server.recipient.DirectoryEntry;
import java.util.List;
import org.springframework.stereotype.Component;

/** All browsers of a recipient. */
@Component
class PushAddresses implements ChannelAddresses {

  private final PushSubscriptions subscriptions;

  PushAddresses(PushSubscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  @Override
  public Channel channel() {
    return Channel.PUSH;
  }

  @Override
  public List<ChannelAddress> of(DirectoryEntry recipient) {
    return subscriptions.ofRecipient(recipient.id()).stream()
        .map(target -> new ChannelAddress(new PushSubscription(target.id()), target.lane()))
        .toList();
  }
}
