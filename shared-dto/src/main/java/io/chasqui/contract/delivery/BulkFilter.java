package io.chasqui.contract.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Selects deliveries as the list's parameters of these names do; all that are given must match.
 *
 * @param correlationId exactly this one
 * @param status one state
 * @param channel EMAIL, TELEGRAM, SMS, PUSH or WEBHOOK
 * @param recipient e-mail address, chat id or phone number
 * @param customerId as the request gave it
 * @param origin what made it: a kind, or a kind and an id with a colon between
 * @param from created at or after, ISO-8601
 * @param to created before, ISO-8601
 */
public record BulkFilter(
    @Nullable String correlationId,
    @Nullable String status,
    @Nullable String channel,
    @Nullable String recipient,
    @Nullable Long customerId,
    @Nullable String origin,
    @Nullable String from,
    @Nullable String to) {

  @Override
  public String toString() {
    return "BulkFilter[***]";
  }
}
