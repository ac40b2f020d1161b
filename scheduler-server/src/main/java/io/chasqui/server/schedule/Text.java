package io.chasqui.server.schedule;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What characters a text may hold. */
final class Text {

  private static final int LINE_SEPARATOR = 0x2028;
  private static final int PARAGRAPH_SEPARATOR = 0x2029;

  private Text() {}

  /** Null for what is absent or blank, which mean the same in a request. */
  static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /** Control characters, line breaks of every kind, and halves of surrogate pairs. */
  static boolean hasControlCharacter(String text) {
    return text.codePoints()
        .anyMatch(c -> isControl(c) || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR);
  }

  static boolean hasControlCharacterBesidesLineBreaks(String text) {
    IntPredicate allowed = c -> c == '\n' || c == '\r' || c == '\t';
    return text.codePoints().anyMatch(c -> isControl(c) && !allowed.test(c));
  }

  private static boolean isControl(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }
}
