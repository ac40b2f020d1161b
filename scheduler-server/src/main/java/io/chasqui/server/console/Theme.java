package io.chasqui.server.console;

import java.util.Arrays;
import java.util.Locale;

/** How bright pages are. */
public enum Theme {
  /** As the person's machine is. */
  AUTO,
  /** Dark on light. */
  LIGHT,
  /** Light on dark. */
  DARK;

  /** As cookies, forms and the style sheet have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of a word; {@link #AUTO} when it is none. */
  static Theme ofWord(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst().orElse(AUTO);
  }
}
