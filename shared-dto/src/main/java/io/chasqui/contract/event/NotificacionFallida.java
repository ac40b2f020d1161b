package io.chasqui.contract.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification will not arrive. The form is that of docs/notificacion-fallida.schema.json, and
 * exactly what the service wrote that this one took the place of.
 *
 * @param notificacionId the notification
 * @param motivo a code
 * @param intentos attempts of all channels, at least 0
 */
public record NotificacionFallida(UUID notificacionId, @Nullable String motivo, int intentos) {}
