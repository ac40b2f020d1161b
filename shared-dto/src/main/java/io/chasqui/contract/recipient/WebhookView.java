package io.chasqui.contract.recipient;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a recipient takes webhooks.
 *
 * @param url as it was given
 * @param secret what messages are signed with, where this request has set it: it is shown once
 * @param enabled whether anything is sent to it
 * @param disabledBecause {@code GONE}: it answered 410; {@code FAILING}: it took nothing for too
 *     long; null while it is enabled
 * @param disabledAt since when; null while it is enabled
 */
public record WebhookView(
    String url,
    @Nullable String secret,
    boolean enabled,
    @Nullable String disabledBecause,
    @Nullable Instant disabledAt) {

  /** Nothing of the address, which may hold a secret too. */
  @Override
  public String toString() {
    return "WebhookView[***]";
  }
}
