package io.chasqui.contract.notification;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification.
 *
 * @param id a UUID of version 7
 * @param recipientId in Spanish destinatarioId; null: erased
 * @param event in Spanish evento
 * @param businessKey in Spanish clave; null: none, or erased
 * @param category in Spanish categoria
 * @param channel in Spanish canal, that is or was tried last; null: none was
 * @param templateId in Spanish plantillaId, by which it says what it says; null: none
 * @param data in Spanish datos; null: erased
 * @param status in Spanish estado
 * @param reason in Spanish motivo, why it failed or was cancelled, or UNCERTAIN; null: none
 * @param attempts in Spanish intentos, of all channels, those aside that failed by a fault of our
 *     own
 * @param createdAt in Spanish fechaCreacion
 * @param lastAttemptAt in Spanish ultimoIntento; null: there was none
 * @param deliveredAt in Spanish fechaEntrega; null: it did not arrive
 * @param scheduledTime in Spanish programadaPara, not before it
 * @param expiresAt in Spanish expiraEn, never after it
 * @param correlationId that all its deliveries have
 * @param providerMessageId in Spanish proveedorMensajeId, what the provider calls the message
 * @param erasedAt when what is personal was erased; absent: it is there
 * @param deliveries in Spanish entregas, oldest first
 */
public record NotificationView(
    UUID id,
    @JsonAlias("destinatarioId") @Nullable UUID recipientId,
    @JsonAlias("evento") String event,
    @JsonAlias("clave") @Nullable String businessKey,
    @JsonAlias("categoria") String category,
    @JsonAlias("canal") @Nullable Channel channel,
    @JsonAlias("plantillaId") @Nullable String templateId,
    @JsonAlias("datos") @Nullable JsonNode data,
    @JsonAlias("estado") NotificationStatus status,
    @JsonAlias("motivo") @Nullable String reason,
    @JsonAlias("intentos") int attempts,
    @JsonAlias("fechaCreacion") Instant createdAt,
    @JsonAlias("ultimoIntento") @Nullable Instant lastAttemptAt,
    @JsonAlias("fechaEntrega") @Nullable Instant deliveredAt,
    @JsonAlias("programadaPara") Instant scheduledTime,
    @JsonAlias("expiraEn") Instant expiresAt,
    String correlationId,
    @JsonAlias("proveedorMensajeId") @Nullable String providerMessageId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant erasedAt,
    @JsonAlias("entregas") List<DeliveryView> deliveries) {

  public NotificationView {
    deliveries = List.copyOf(deliveries);
  }

  /** Nothing of the person, or of what happened. */
  @Override
  public String toString() {
    return "NotificationView[" + id + " " + status + "]";
  }
}
