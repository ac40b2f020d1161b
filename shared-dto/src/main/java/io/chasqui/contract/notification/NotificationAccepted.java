package io.chasqui.contract.notification;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That an event was accepted.
 *
 * @param id of the notification
 * @param status in Spanish estado
 * @param reason in Spanish motivo, why it failed at once; null: it did not
 * @param channel in Spanish canal, by which it is told first; null: by none
 * @param templateId in Spanish plantillaId; null: none
 * @param duplicate in Spanish duplicada, whether it was asked for before, and nothing was made
 * @param deliveries in Spanish entregas
 */
public record NotificationAccepted(
    UUID id,
    @JsonAlias("estado") NotificationStatus status,
    @JsonAlias("motivo") @Nullable String reason,
    @JsonAlias("canal") @Nullable Channel channel,
    @JsonAlias("plantillaId") @Nullable String templateId,
    @JsonAlias("duplicada") boolean duplicate,
    @JsonAlias("entregas") List<MadeDeliveryView> deliveries) {

  public NotificationAccepted {
    deliveries = List.copyOf(deliveries);
  }

  /**
   * One of its deliveries.
   *
   * @param id of the delivery
   * @param channel in Spanish canal
   * @param status in Spanish estado, of the delivery
   * @param scheduledTime in Spanish programadaPara, when it is sent at the earliest
   */
  public record MadeDeliveryView(
      UUID id,
      @JsonAlias("canal") Channel channel,
      @JsonAlias("estado") DeliveryStatus status,
      @JsonAlias("programadaPara") Instant scheduledTime) {}
}
