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
    return hasAny(text, c -> isControl(c) || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR);
  }

  static boolean hasControlCharacterBesidesLineBreaks(String text) {
    return hasAny(text, c -> isControl(c) && c != '\n' && c != '\r' && c != '\t');
  }

  /** A loop and no stream: every character of every request comes by here. */
  private static boolean hasAny(String text, IntPredicate what) {
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (what.test(codePoint)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isControl(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }
}
