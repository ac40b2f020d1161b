package io.chasqui.contract.constraint;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** What characters a text may hold. */
public final class Characters {

  private static final int LINE_SEPARATOR = 0x2028;
  private static final int PARAGRAPH_SEPARATOR = 0x2029;

  private Characters() {}

  /** The first control character, line break of any kind, or half of a surrogate pair. */
  public static OptionalInt findUnfitForOneLine(String text) {
    return find(text, c -> isControl(c) || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR);
  }

  /** The first control character that is no line break and no tab, or half of a surrogate pair. */
  public static OptionalInt findUnfitForPlainText(String text) {
    return find(text, c -> isControl(c) && c != '\n' && c != '\r' && c != '\t');
  }

  /** Whether it is half a character: UTF-16 writes many as two, and one has come alone. */
  public static boolean isHalf(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  /** A character's name for whoever cannot see it: {@code U+0000}. */
  public static String nameOf(int codePoint) {
    return String.format(Locale.ROOT, "U+%04X", codePoint);
  }

  /** A loop and no stream: every character of every request comes by here. */
  private static OptionalInt find(String text, IntPredicate what) {
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (what.test(codePoint)) {
        return OptionalInt.of(codePoint);
      }
    }
    return OptionalInt.empty();
  }

  private static boolean isControl(int codePoint) {
    return Character.getType(codePoint) == Character.CONTROL || isHalf(codePoint);
  }
}
