package io.chasqui.messaging.telegram.bot;

import java.util.List;
import java.util.Map;

/**
 * What the bot answers.
 *
 * @param keyboard the Bot API's reply_markup; empty: the keyboard stays as it is
 */
record Reply(String text, Map<String, Object> keyboard) {

  static Reply text(String text) {
    return new Reply(text, Map.of());
  }

  /** With a button that shares the person's own number; private chats only. */
  static Reply askingForContact(String text, String button) {
    return new Reply(
        text,
        Map.of(
            "keyboard",
            List.of(List.of(Map.of("text", button, "request_contact", true))),
            "resize_keyboard",
            true,
            "one_time_keyboard",
            true));
  }

  static Reply removingKeyboard(String text) {
    return new Reply(text, Map.of("remove_keyboard", true));
  }
}
