package io.chasqui.platform;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures texts, and cuts them, between characters alone: never inside a surrogate pair, nor
 * between a letter and its accents or the parts of one emoji where that can be helped. A character
 * is a Unicode code point, as PostgreSQL's {@code length} and JSON Schema's {@code maxLength}
 * count.
 */
public final class TextCut {

  /** What a reader takes for one character: an extended grapheme cluster of UAX 29. */
  private static final Pattern AS_READ = Pattern.compile("\\X");

  private static final String ELLIPSIS = "…";

  private TextCut() {}

  /** How many characters a text has. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** A text, or as much of it as fits. */
  public static String to(String text, int mostCharacters) {
    return length(text) <= mostCharacters
        ? text
        : text.substring(0, placeAtOrBefore(text, text.offsetByCodePoints(0, mostCharacters)));
  }

  /** A text, or as much of it as fits with {@code …} after it. */
  public static String toWithEllipsis(String text, int mostCharacters) {
    return length(text) <= mostCharacters ? text : to(text, mostCharacters - 1) + ELLIPSIS;
  }

  /**
   * The last place before an index, or the index itself, where a text can be cut; what has no such
   * place is cut between code points.
   *
   * @param index in UTF-16 units, 0 to the text's length; from 2 on the place is after the
   *     beginning
   */
  public static int placeAtOrBefore(String text, int index) {
    if (index == 0 || index == text.length() || isPlain(text, index)) {
      return index;
    }
    Matcher character = AS_READ.matcher(text);
    int place = 0;
    while (character.find(place) && character.end() <= index) {
      place = character.end();
    }
    return place > 0 ? place : betweenCodePoints(text, index);
  }

  /** Most texts are cut between letters of an alphabet without accents, and need no rules. */
  private static boolean isPlain(String text, int index) {
    return text.charAt(index - 1) < 0x300
        && text.charAt(index) < 0x300
        && text.charAt(index) != '\n';
  }

  private static int betweenCodePoints(String text, int index) {
    boolean isInside =
        Character.isLowSurrogate(text.charAt(index))
            && Character.isHighSurrogate(text.charAt(index - 1));
    return isInside ? index - 1 : index;
  }
}
