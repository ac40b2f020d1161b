package io.chasqui.quickstart.botapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.quickstart.web.BadCall;
import io.chasqui.quickstart.web.Json;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Plays the people who write to the bot in private chats. */
final class People {

  private final Clock clock;
  private final AtomicLong lastMessageId;

  People(Clock clock, long firstMessageId) {
    this.clock = clock;
    this.lastMessageId = new AtomicLong(firstMessageId);
  }

  /**
   * Lets a person do something.
   *
   * @param what start, stop, say or contact
   * @param fields chatId; say also: text; contact also: phoneNumber and, where it is somebody
   *     else's contact, userId
   * @return the update's number
   * @throws BadCall when a field is missing or wrong
   */
  long act(Bot bot, String what, Map<String, String> fields) {
    long chatId = number(fields, "chatId");
    ObjectNode message =
        switch (what) {
          case "start" -> message(chatId).put("text", "/start");
          case "stop" -> message(chatId).put("text", "/stop");
          case "say" -> message(chatId).put("text", required(fields, "text"));
          case "contact" -> contact(chatId, fields);
          default -> throw new BadCall(404, "People can start, stop, say and contact");
        };
    ObjectNode update = Json.object();
    update.set("message", message);
    return bot.updates().add(update);
  }

  private ObjectNode message(long chatId) {
    ObjectNode message = Json.object().put("message_id", lastMessageId.incrementAndGet());
    message
        .putObject("from")
        .put("id", chatId)
        .put("is_bot", false)
        .put("first_name", "Person " + chatId)
        .put("language_code", "en");
    message.set("chat", Chats.json(Long.toString(chatId)));
    return message.put("date", clock.instant().getEpochSecond());
  }

  private ObjectNode contact(long chatId, Map<String, String> fields) {
    long userId = fields.getOrDefault("userId", "").isBlank() ? chatId : number(fields, "userId");
    ObjectNode message = message(chatId);
    message
        .putObject("contact")
        .put("phone_number", required(fields, "phoneNumber"))
        .put("first_name", "Person " + userId)
        .put("user_id", userId);
    return message;
  }

  private static long number(Map<String, String> fields, String name) {
    String value = required(fields, name);
    if (!value.matches("[1-9]\\d{0,15}")) {
      throw new BadCall(name + " must be a person's number, such as 1001");
    }
    return Long.parseLong(value);
  }

  private static String required(Map<String, String> fields, String name) {
    String value = fields.getOrDefault(name, "").trim();
    if (value.isEmpty()) {
      throw new BadCall(name + " is missing");
    }
    return value;
  }
}
