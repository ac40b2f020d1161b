package io.chasqui.contract.notification;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.contract.constraint.FieldForms;
import io.chasqui.contract.constraint.FieldLimits;
import io.chasqui.contract.constraint.OneLine;
import io.chasqui.contract.recipient.RecipientRequest;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that is to be told to one person.
 *
 * @param recipientId in Spanish destinatarioId, of the directory, a UUID
 * @param recipient in Spanish destinatario, what the directory is to know of them from now on; what
 *     is absent stays as it is. Absent: they must be there
 * @param event in Spanish evento, what happened: 1-100 of A-Z a-z 0-9 . _ -, a letter first
 * @param data in Spanish datos, an object: at most 32 KB, 4 levels, 200 names; may be empty
 * @param businessKey in Spanish clave, by which a repetition is known, at most 128 characters;
 *     absent: the data are
 * @param channels in Spanish canales, only these, in this order; absent: the usual ones
 * @param scheduledTime in Spanish programadaPara, not before this instant; absent: now
 * @param expiresAt in Spanish expiraEn, never after this instant; absent: as the type of the event
 *     has it
 * @param correlationId ties what belongs together; absent: the id that the notification gets
 * @param category in Spanish categoria; absent: as the type of the event has it
 */
public record NotificationRequest(
    @JsonAlias("destinatarioId") @Nullable String recipientId,
    @JsonAlias("destinatario") @Nullable RecipientRequest recipient,
    @JsonAlias("evento") @Nullable String event,
    @JsonAlias("datos") @Nullable JsonNode data,
    @JsonAlias("clave") @Size(max = 128) @OneLine @Nullable String businessKey,
    @JsonAlias("canales") @Nullable List<@Nullable String> channels,
    @JsonAlias("programadaPara") @Nullable String scheduledTime,
    @JsonAlias("expiraEn") @Nullable String expiresAt,
    @Pattern(regexp = FieldForms.CORRELATION_ID, message = "{field.correlationId}")
        @Size(max = FieldLimits.CORRELATION_ID)
        @Nullable String correlationId,
    @JsonAlias("categoria") @Pattern(regexp = FieldForms.CATEGORY, message = "{field.categoryName}")
        @Nullable String category) {

  /** Nothing of the person, or of what happened. */
  @Override
  public String toString() {
    return "NotificationRequest[" + event + "]";
  }
}
