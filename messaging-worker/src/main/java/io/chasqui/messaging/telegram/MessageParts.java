package io.chasqui.messaging.telegram;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a message travels: as the document's caption when it fits, otherwise as texts before the
 * document. Lengths are UTF-16 units, which are never fewer than the characters Telegram counts.
 *
 * @param texts sent first, in this order
 * @param caption null: none
 */
record MessageParts(List<String> texts, @Nullable String caption) {

  static final int MAX_CAPTION = 1_024;
  static final int MAX_TEXT = 4_096;

  static MessageParts of(String message) {
    if (message.isBlank()) {
      return new MessageParts(List.of(), null);
    }
    return message.length() <= MAX_CAPTION
        ? new MessageParts(List.of(), message)
        : new MessageParts(texts(message), null);
  }

  /** How a message travels that has no document; not blank. */
  static List<String> texts(String message) {
    return TextSplitter.split(message, MAX_TEXT);
  }
}
