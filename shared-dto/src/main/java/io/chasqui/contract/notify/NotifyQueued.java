package io.chasqui.contract.notify;

import java.util.UUID;

/**
 * The answer to a {@link NotifyRequest}.
 *
 * @param status always {@code queued}
 * @param message says so in the caller's language
 */
public record NotifyQueued(String status, String message, UUID deliveryId) {}
