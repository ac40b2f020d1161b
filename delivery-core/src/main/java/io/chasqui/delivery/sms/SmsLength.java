package io.chasqui.delivery.sms;

import java.util.function.IntUnaryOperator;

/**
 * How long a text is as an SMS, by GSM 03.38 and 03.40. Phones put the parts of a longer one
 * together by a header, which takes room from each of them; each part costs what a message costs.
 *
 * @param encoding the one that has all its characters and takes the least room
 * @param characters in units of the encoding: of {@link SmsEncoding#GSM_7} septets, of which those
 *     of the extension table take two; of {@link SmsEncoding#UCS_2} UTF-16 units
 * @param segments how many parts it takes; 0: it is empty
 */
public record SmsLength(SmsEncoding encoding, int characters, int segments) {

  /** Counts a text as it is: nothing is replaced by what takes less room. */
  public static SmsLength of(String text) {
    boolean isGsm = text.codePoints().allMatch(GsmAlphabet::has);
    return isGsm
        ? of(text, SmsEncoding.GSM_7, GsmAlphabet::septets)
        : of(text, SmsEncoding.UCS_2, Character::charCount);
  }

  /**
   * @param width of a character, in units of the encoding
   */
  private static SmsLength of(String text, SmsEncoding encoding, IntUnaryOperator width) {
    int characters = text.codePoints().map(width).sum();
    int segments =
        characters <= encoding.unitsAlone()
            ? Math.min(characters, 1)
            : parts(text, encoding.unitsOfPart(), width);
    return new SmsLength(encoding, characters, segments);
  }

  /** A character that does not fit into a part whole begins the next one. */
  private static int parts(String text, int unitsOfPart, IntUnaryOperator width) {
    int parts = 1;
    int used = 0;
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      int units = width.applyAsInt(codePoint);
      if (used + units > unitsOfPart) {
        parts++;
        used = 0;
      }
      used += units;
    }
    return parts;
  }
}
