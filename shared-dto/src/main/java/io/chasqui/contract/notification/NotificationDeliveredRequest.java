package io.chasqui.contract.notification;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.chasqui.contract.constraint.OneLine;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * That a notification has arrived.
 *
 * @param providerMessageId in Spanish proveedorMensajeId, what the provider calls the message, at
 *     most 300 characters; absent: not known
 */
public record NotificationDeliveredRequest(
    @JsonAlias("proveedorMensajeId") @Size(max = 300) @OneLine
        @Nullable String providerMessageId) {}
