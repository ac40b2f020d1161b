package io.chasqui.quickstart;

import java.util.ArrayList;
import java.util.List;

/** Options in one argument: apart by spaces, unless these are in single or double quotes. */
final class JvmOptions {

  private JvmOptions() {}

  /**
   * Takes {@code -Xmx1g "-XX:HeapDumpPath=/tmp/a b"} apart.
   *
   * @throws QuickstartRefused when a quote is not closed
   */
  static List<String> split(String text) {
    List<String> options = new ArrayList<>();
    StringBuilder option = new StringBuilder();
    char quote = 0;
    boolean isBegun = false;
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (quote != 0) {
        if (character == quote) {
          quote = 0;
        } else {
          option.append(character);
        }
      } else if (character == '"' || character == '\'') {
        quote = character;
        isBegun = true;
      } else if (Character.isWhitespace(character)) {
        add(option, isBegun, options);
        isBegun = false;
      } else {
        option.append(character);
        isBegun = true;
      }
    }
    if (quote != 0) {
      throw new QuickstartRefused(
          "--jvm-options has a quote that is not closed: %s".formatted(text));
    }
    add(option, isBegun, options);
    return options;
  }

  private static void add(StringBuilder option, boolean isBegun, List<String> options) {
    if (isBegun) {
      options.add(option.toString());
      option.setLength(0);
    }
  }
}
