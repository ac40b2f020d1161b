package io.chasqui.contract.recipient;

import io.chasqui.contract.constraint.FieldLimits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Registers a browser for push messages, as {@code PushSubscription.toJSON()} of the browser writes
 * it.
 *
 * @param endpoint required; where its push service takes messages, at most 2,048 characters, https
 * @param keys required; with what messages are encrypted
 * @param expirationTime as browsers write it; nothing is done with it
 */
public record PushSubscriptionRequest(
    @NotBlank @Size(max = FieldLimits.PUSH_ENDPOINT) @Nullable String endpoint,
    @Nullable BrowserKeys keys,
    @Nullable Double expirationTime) {

  /**
   * The browser's keys.
   *
   * @param p256dh required; its public key of the curve P-256, 65 bytes in base64url
   * @param auth required; its secret, 16 bytes in base64url
   */
  public record BrowserKeys(@NotBlank @Nullable String p256dh, @NotBlank @Nullable String auth) {

    @Override
    public String toString() {
      return "BrowserKeys[***]";
    }
  }

  @Override
  public String toString() {
    return "PushSubscriptionRequest[***]";
  }
}
