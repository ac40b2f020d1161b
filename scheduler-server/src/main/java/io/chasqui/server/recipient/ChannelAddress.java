package io.chasqui.server.recipient;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.address.Recipient;

/**
 * Where a recipient is reached.
 *
 * @param lane that of its host, where it does not say the host itself
 */
public record ChannelAddress(Recipient recipient, Lane lane) {

  /** One that its channel's own lane leads to. */
  public static ChannelAddress of(Channel channel, Recipient recipient) {
    return new ChannelAddress(recipient, Lane.of(channel));
  }
}
