package io.chasqui.server.recipient.transfer;

import java.util.List;

/**
 * One row of a CSV file.
 *
 * @param line where it begins, from 1
 */
record CsvRow(long line, List<Cell> cells) {

  /**
   * One cell.
   *
   * @param isQuoted whether it stood in quotes, and so is a text whatever it looks like
   */
  record Cell(String text, boolean isQuoted) {}
}
