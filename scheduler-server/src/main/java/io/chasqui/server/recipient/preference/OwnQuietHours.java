package io.chasqui.server.recipient.preference;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.QuietHours;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Quiet hours of one's own.
 *
 * @param channels for which they take the place of the installation's
 * @param hours an empty window: none at all
 */
public record OwnQuietHours(Set<Channel> channels, QuietHours hours) {

  public OwnQuietHours {
    channels =
        channels.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(channels));
  }
}
