package io.chasqui.contract.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link NotifyRequest}.
 *
 * @param status always {@code queued}
 * @param message says so in the caller's language
 * @param deliveryId the delivery, and its job
 * @param recipientAscii the address that is used, with its domain in ASCII; absent when it is the
 *     one that was given
 */
public record NotifyQueued(
    String status,
    String message,
    UUID deliveryId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String recipientAscii) {}
