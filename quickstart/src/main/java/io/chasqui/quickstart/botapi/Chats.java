package io.chasqui.quickstart.botapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.quickstart.web.Json;
import java.util.regex.Pattern;

/** Which chats exist: all of them, but for two families of numbers that exist to show a failure. */
final class Chats {

  private static final Pattern NAME = Pattern.compile("@[A-Za-z][A-Za-z0-9_]{3,31}");
  private static final Pattern NUMBER = Pattern.compile("-?[1-9]\\d{0,15}");

  /** Supergroups and channels have numbers below this one. */
  private static final long SUPERGROUPS_BELOW = -1_000_000_000_000L;

  private Chats() {}

  /**
   * Checks that a bot may write there.
   *
   * @throws BotRefusal for what is no chat, for 404… (not found) and for 403… (blocked the bot)
   */
  static void check(String chatId) {
    if (chatId.isEmpty()) {
      throw BotRefusal.badRequest("chat_id is empty");
    }
    boolean exists = NAME.matcher(chatId).matches() || NUMBER.matcher(chatId).matches();
    if (!exists || startsWith(chatId, "404")) {
      throw BotRefusal.badRequest("chat not found");
    }
    if (startsWith(chatId, "403")) {
      throw new BotRefusal(BotFailure.of(403, "Forbidden: bot was blocked by the user"));
    }
  }

  private static boolean startsWith(String chatId, String digits) {
    return chatId.startsWith(digits) || chatId.startsWith("-" + digits);
  }

  /** A chat as the Bot API describes it. */
  static ObjectNode json(String chatId) {
    if (chatId.startsWith("@")) {
      return Json.object()
          .put("id", SUPERGROUPS_BELOW - (chatId.hashCode() & 0x7fffffff))
          .put("title", chatId)
          .put("username", chatId.substring(1))
          .put("type", "channel");
    }
    long id = Long.parseLong(chatId);
    ObjectNode chat = Json.object().put("id", id);
    return id > 0
        ? chat.put("first_name", "Person " + id).put("type", "private")
        : chat.put("title", "Group " + id)
            .put("type", id < SUPERGROUPS_BELOW ? "supergroup" : "group");
  }
}
