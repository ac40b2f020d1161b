package io.chasqui.server.console.delivery;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A line of a file of values apart from each other by commas (RFC 4180). */
final class CsvLine {

  /** What makes a cell a formula to programs that calculate. */
  private static final String FORMULAS = "=+-@\t\r";

  private CsvLine() {}

  /**
   * A line with its end.
   *
   * @param cells of it; null: an empty one
   */
  static String of(@Nullable Object... cells) {
    return Arrays.stream(cells).map(CsvLine::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    if (!text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    boolean isPlain = text.chars().noneMatch(one -> one == ',' || one == '"' || one < ' ');
    return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
