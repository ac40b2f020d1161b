package io.chasqui.server.recipient.transfer;

import java.io.IOException;
import java.io.Writer;

/** Writes rows of CSV (RFC 4180). */
final class CsvText {

  private static final String LINE_END = "\r\n";

  /** Spreadsheets take cells that begin so for formulas, and run them. */
  private static final String BEGINS_FORMULAS = "=+-@\t\r";

  private final Writer out;
  private final boolean isSafe;
  private boolean isFirst = true;

  /**
   * @param isSafe whether no spreadsheet shall take a cell for a formula
   */
  CsvText(Writer out, boolean isSafe) {
    this.out = out;
    this.isSafe = isSafe;
  }

  /**
   * A cell; in quotes where it needs them.
   *
   * @throws IOException when the reader is gone
   */
  void cell(String text) throws IOException {
    boolean needsQuotes =
        text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    write(text, needsQuotes);
  }

  /**
   * A cell in quotes, which is a text though it may look like a number.
   *
   * @throws IOException when the reader is gone
   */
  void quoted(String text) throws IOException {
    write(text, true);
  }

  /**
   * Ends the row.
   *
   * @throws IOException when the reader is gone
   */
  void end() throws IOException {
    out.write(LINE_END);
    isFirst = true;
  }

  private void write(String text, boolean inQuotes) throws IOException {
    if (!isFirst) {
      out.write(',');
    }
    isFirst = false;
    boolean isFormula = !text.isEmpty() && BEGINS_FORMULAS.indexOf(text.charAt(0)) >= 0;
    String shown = isSafe && isFormula ? "'" + text : text;
    out.write(inQuotes ? "\"" + shown.replace("\"", "\"\"") + "\"" : shown);
  }
}
