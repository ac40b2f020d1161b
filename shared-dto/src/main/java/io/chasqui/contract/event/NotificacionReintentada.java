package io.chasqui.contract.event;

import java.util.UUID;

/**
 * A person has a notification tried again that had failed. The form is that of
 * docs/notificacion-reintentada.schema.json, and exactly what the service wrote that this one took
 * the place of.
 *
 * @param notificacionId the notification
 */
public record NotificacionReintentada(UUID notificacionId) {}
