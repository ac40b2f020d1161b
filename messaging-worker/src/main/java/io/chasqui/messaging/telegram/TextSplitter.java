package io.chasqui.messaging.telegram;

import io.chasqui.platform.TextCut;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into pieces: at the end of a line when there is one in the second half of a piece, or
 * else between words, or else between characters. White space around a cut is dropped, as Telegram
 * would drop it; a piece is never blank. The same text is always cut the same way: {@link
 * TextProgress} counts on that.
 */
final class TextSplitter {

  private TextSplitter() {}

  /**
   * @param limit the longest piece, in UTF-16 units; at least 2
   */
  static List<String> split(String text, int limit) {
    List<String> pieces = new ArrayList<>();
    String rest = text.strip();
    while (rest.length() > limit) {
      int cut = cutOf(rest, limit);
      pieces.add(rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut).stripLeading();
    }
    if (!rest.isEmpty()) {
      pieces.add(rest);
    }
    return List.copyOf(pieces);
  }

  /** Where the first piece of a longer text ends; the text does not begin with white space. */
  private static int cutOf(String text, int limit) {
    int line = text.lastIndexOf('\n', limit);
    if (line >= limit / 2 && line > 0) {
      return line;
    }
    for (int at = limit; at >= Math.max(1, limit / 2); at--) {
      if (Character.isWhitespace(text.charAt(at))) {
        return at;
      }
    }
    return TextCut.placeAtOrBefore(text, limit);
  }
}
