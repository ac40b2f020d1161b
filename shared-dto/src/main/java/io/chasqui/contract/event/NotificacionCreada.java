package io.chasqui.contract.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event was taken to be told to somebody. The form is that of
 * docs/notificacion-creada.schema.json, and exactly what the service wrote that this one took the
 * place of.
 *
 * @param notificacionId the notification
 * @param destinatarioId for whom it is or was, as the directory knows them; null: erased meanwhile
 * @param canal of the first choice: Email, Sms, Push, Webhook or Telegram; null: it failed at once
 */
public record NotificacionCreada(
    UUID notificacionId, @Nullable UUID destinatarioId, @Nullable String canal) {}
