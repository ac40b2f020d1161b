package io.chasqui.contract.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification has arrived. The form is that of docs/notificacion-entregada.schema.json, and
 * exactly what the service wrote that this one took the place of.
 *
 * @param notificacionId the notification
 * @param destinatarioId for whom it is or was, as the directory knows them; null: erased meanwhile
 * @param fechaEntrega when that was known, by the database's clock
 * @param canal by which: Email, Sms, Push, Webhook or Telegram
 */
public record NotificacionEntregada(
    UUID notificacionId,
    @Nullable UUID destinatarioId,
    @Nullable Instant fechaEntrega,
    @Nullable String canal) {}
