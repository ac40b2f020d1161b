package io.chasqui.contract.recipient;

import io.chasqui.contract.constraint.FieldLimits;
import io.chasqui.contract.constraint.OneLine;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Registers where a recipient takes webhooks.
 *
 * @param url required; https, without a user, at most 2,048 characters
 * @param secret {@code whsec_} and base64 of 24-64 bytes; default: one is made for an endpoint that
 *     is new, and one that is there keeps its own
 */
public record WebhookRegistration(
    @Size(max = FieldLimits.WEBHOOK_URL) @OneLine @Nullable String url,
    @Size(max = FieldLimits.WEBHOOK_SECRET) @OneLine @Nullable String secret) {

  /** Nothing of the address, which may hold a secret too. */
  @Override
  public String toString() {
    return "WebhookRegistration[***]";
  }
}
