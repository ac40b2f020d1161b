package io.chasqui.messaging.telegram.bot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message a person wrote to the bot in a private chat.
 *
 * @param chatId where to answer
 * @param fromId who wrote it
 * @param languageCode the language of the person's Telegram, e.g. {@code es} or {@code pt-br}
 * @param text empty: none
 * @param contact null: none
 */
record IncomingMessage(
    long chatId,
    long fromId,
    @Nullable String languageCode,
    String text,
    @Nullable SharedContact contact) {

  /**
   * @param userId whose number it is; null: Telegram does not know
   */
  record SharedContact(String phoneNumber, @Nullable Long userId) {}

  /** Reads an update; empty when it is something else, or not from a private chat. */
  static Optional<IncomingMessage> of(JsonNode update) {
    JsonNode message = update.path("message");
    JsonNode chat = message.path("chat");
    JsonNode from = message.path("from");
    if (!chat.path("type").asText().equals("private")
        || !chat.path("id").isIntegralNumber()
        || !from.path("id").isIntegralNumber()) {
      return Optional.empty();
    }
    return Optional.of(
        new IncomingMessage(
            chat.path("id").longValue(),
            from.path("id").longValue(),
            from.path("language_code").isTextual() ? from.path("language_code").asText() : null,
            message.path("text").asText(""),
            contact(message.path("contact"))));
  }

  private static @Nullable SharedContact contact(JsonNode contact) {
    if (!contact.isObject()) {
      return null;
    }
    JsonNode userId = contact.path("user_id");
    return new SharedContact(
        contact.path("phone_number").asText(""),
        userId.isIntegralNumber() ? userId.longValue() : null);
  }

  @Override
  public String toString() {
    return "IncomingMessage[***]";
  }
}
