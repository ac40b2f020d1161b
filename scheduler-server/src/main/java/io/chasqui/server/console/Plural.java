package io.chasqui.server.console;

import java.util.Locale;

/** Which form a word takes behind a number, in the three languages that there are. */
enum Plural {
  ONE,
  FEW,
  MANY;

  /** Russian has three forms; the others say {@link #MANY} for all but one. */
  static Plural of(long number, Locale language) {
    if (!language.getLanguage().equals("ru")) {
      return number == 1 ? ONE : MANY;
    }
    long tens = number % 100;
    long ones = number % 10;
    boolean isTeen = tens >= 11 && tens <= 14;
    if (ones == 1 && !isTeen) {
      return ONE;
    }
    return ones >= 2 && ones <= 4 && !isTeen ? FEW : MANY;
  }

  /** The end of a key. */
  String suffix() {
    return "." + name().toLowerCase(Locale.ROOT);
  }
}
