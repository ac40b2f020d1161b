package io.chasqui.contract.template;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.chasqui.contract.constraint.ChatIdDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * To whom a template is sent as a test, and with what.
 *
 * @param data in Spanish datos, of the event; absent: the template's sample
 * @param recipientId in Spanish destinatarioId, of the directory; or one of the next three
 * @param email in Spanish correo
 * @param phone in Spanish telefono
 * @param chatId of Telegram
 */
public record TemplateTestRequest(
    @JsonAlias("datos") @Nullable JsonNode data,
    @JsonAlias("destinatarioId") @Nullable String recipientId,
    @JsonAlias("correo") @Nullable String email,
    @JsonAlias("telefono") @Nullable String phone,
    @JsonDeserialize(using = ChatIdDeserializer.class) @Nullable String chatId) {

  /** Nothing of the data, and no address. */
  @Override
  public String toString() {
    return "TemplateTestRequest[" + recipientId + "]";
  }
}
