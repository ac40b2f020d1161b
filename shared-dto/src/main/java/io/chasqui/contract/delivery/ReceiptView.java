package io.chasqui.contract.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider told of a message after it had taken it.
 *
 * @param status whether it has arrived
 * @param at when that was told
 * @param code why it has not, as the provider numbers it; null: it did not say
 */
public record ReceiptView(ReceiptStatus status, Instant at, @Nullable String code) {}
