package io.chasqui.server.console.key;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.server.key.ApiKey;
import java.time.Duration;
import java.time.Instant;

/** How it is with a key. */
public enum KeyStanding {
  /** It lets in. */
  LIVE(DeliveryStatus.DELIVERED),
  /** It lets in for a short time only: its caller needs another one. */
  ENDS_SOON(DeliveryStatus.RETRYING),
  /** Its time is over. */
  EXPIRED(DeliveryStatus.EXPIRED),
  /** Somebody took it back. */
  REVOKED(DeliveryStatus.CANCELLED);

  private static final Duration SOON = Duration.ofDays(14);

  private final DeliveryStatus looksLike;

  KeyStanding(DeliveryStatus looksLike) {
    this.looksLike = looksLike;
  }

  /** Whose shape and colour it has. */
  public DeliveryStatus looksLike() {
    return looksLike;
  }

  /** Whether it lets in. */
  public boolean isLive() {
    return this == LIVE || this == ENDS_SOON;
  }

  static KeyStanding of(ApiKey key, Instant now) {
    if (key.revokedAt() != null) {
      return REVOKED;
    }
    Instant end = key.expiresAt();
    if (end == null) {
      return LIVE;
    }
    if (!now.isBefore(end)) {
      return EXPIRED;
    }
    return now.plus(SOON).isBefore(end) ? LIVE : ENDS_SOON;
  }
}
