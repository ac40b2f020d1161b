package io.chasqui.server.console.worker;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.server.status.ChannelState;
import io.chasqui.server.status.PeerOfWorker;

/** How a provider is, for one worker or for all of them. */
public enum Standing {
  /** It is asked. */
  WORKS(DeliveryStatus.DELIVERED),
  /** It is asked with single deliveries, to see whether it works again. */
  PROBED(DeliveryStatus.RETRYING),
  /** It does not work, and is left alone. */
  SHUT(DeliveryStatus.FAILED),
  /** It is left alone for a stated time. */
  PAUSED(DeliveryStatus.EXPIRED);

  private final DeliveryStatus looksLike;

  Standing(DeliveryStatus looksLike) {
    this.looksLike = looksLike;
  }

  /** Whose shape and colour it has. */
  public DeliveryStatus looksLike() {
    return looksLike;
  }

  static Standing of(PeerOfWorker peer) {
    return switch (peer.breaker()) {
      case "CLOSED" -> WORKS;
      case "OPEN" -> SHUT;
      case "RESTING" -> PAUSED;
      default -> PROBED;
    };
  }

  /** The worst that is so for some worker. */
  static Standing of(ChannelState channel) {
    if (channel.pauseReason() != null) {
      return PAUSED;
    }
    if (channel.open() > 0) {
      return SHUT;
    }
    return channel.halfOpen() > 0 ? PROBED : WORKS;
  }
}
