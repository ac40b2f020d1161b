package io.chasqui.server.recipient.store;

import java.text.Normalizer;
import java.util.Locale;

/** Texts as they are looked for by their beginning, whatever the database's language is. */
final class SearchKeys {

  private static final int LAST = Character.MAX_CODE_POINT;

  private SearchKeys() {}

  /** In lower case, and with each accented letter as one character. */
  static String of(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /**
   * What comes, byte by byte, after all that begin so: the same with its last character one
   * further.
   *
   * @param beginning not empty
   */
  static String after(String beginning) {
    int last = beginning.length();
    while (last > 0) {
      int character = beginning.codePointBefore(last);
      last -= Character.charCount(character);
      if (character < LAST) {
        return beginning.substring(0, last) + Character.toString(next(character));
      }
    }
    throw new IllegalArgumentException("nothing comes after it");
  }

  /** Halves of surrogate pairs are no characters. */
  private static int next(int character) {
    boolean isBeforeSurrogates = character == Character.MIN_SURROGATE - 1;
    return isBeforeSurrogates ? Character.MAX_SURROGATE + 1 : character + 1;
  }
}
