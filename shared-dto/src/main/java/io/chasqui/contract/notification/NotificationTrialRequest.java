package io.chasqui.contract.notification;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.contract.constraint.FieldForms;
import io.chasqui.contract.constraint.OneLine;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of an event for one person at some time.
 *
 * @param recipientId in Spanish destinatarioId, of the directory, a UUID
 * @param event in Spanish evento, what happened
 * @param data in Spanish datos, an object
 * @param businessKey in Spanish clave
 * @param channels in Spanish canales, only these, in this order
 * @param scheduledTime in Spanish programadaPara, not before this instant
 * @param expiresAt in Spanish expiraEn, never after this instant
 * @param category in Spanish categoria
 * @param at in Spanish en, the instant at which it would be asked for, within a year of now;
 *     absent: now
 */
public record NotificationTrialRequest(
    @JsonAlias("destinatarioId") @Nullable String recipientId,
    @JsonAlias("evento") @Nullable String event,
    @JsonAlias("datos") @Nullable JsonNode data,
    @JsonAlias("clave") @Size(max = 128) @OneLine @Nullable String businessKey,
    @JsonAlias("canales") @Nullable List<@Nullable String> channels,
    @JsonAlias("programadaPara") @Nullable String scheduledTime,
    @JsonAlias("expiraEn") @Nullable String expiresAt,
    @JsonAlias("categoria") @Pattern(regexp = FieldForms.CATEGORY, message = "{field.categoryName}")
        @Nullable String category,
    @JsonAlias("en") @Nullable String at) {

  /** Nothing of the person, or of what happened. */
  @Override
  public String toString() {
    return "NotificationTrialRequest[" + event + "]";
  }
}
