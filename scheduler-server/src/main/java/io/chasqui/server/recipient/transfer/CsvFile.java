package io.chasqui.server.recipient.transfer;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of CSV (RFC 4180) in UTF-8, one after the other. Which of comma, semicolon and tab stands
 * between its cells is told from its first line; a byte order mark is passed over, and so are empty
 * lines.
 */
final class CsvFile {

  /** Longer than the longest header; in characters. */
  private static final int FIRST_LINE = 64 * 1024;

  /** More than attributes of the greatest size, each letter escaped; in characters. */
  private static final int LARGEST_ROW = 256 * 1024;

  private static final int MOST_CELLS = 2_000;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final String SEPARATORS = ",;\t";

  private final Iterator<CsvRow> rows;
  private long line;

  /**
   * @throws IOException when the body cannot be read
   */
  CsvFile(InputStream body) throws IOException {
    Reader text =
        new InputStreamReader(
            body,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    BufferedReader buffered = new BufferedReader(text, FIRST_LINE);
    passOverMark(buffered);
    this.rows =
        CsvReader.builder()
            .fieldSeparator(separator(buffered))
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(LARGEST_ROW)
            .build(new Rows(), buffered)
            .iterator();
  }

  /**
   * The next row; null: there is none.
   *
   * @throws CsvParseException when what follows is no CSV
   * @throws java.io.UncheckedIOException when it cannot be read, or is not UTF-8
   */
  @Nullable CsvRow next() {
    if (!rows.hasNext()) {
      return null;
    }
    CsvRow row = rows.next();
    line = row.line();
    return row;
  }

  /** Where the newest row began; 0: there was none. */
  long line() {
    return line;
  }

  private static void passOverMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
  }

  /** What stands there most often outside of quotes; a single column needs none. */
  private static char separator(BufferedReader text) throws IOException {
    text.mark(FIRST_LINE);
    int[] counts = new int[SEPARATORS.length()];
    boolean isQuoted = false;
    int read = 0;
    for (int c = text.read(); c >= 0 && c != '\n' && c != '\r'; c = text.read()) {
      isQuoted ^= c == '"';
      int which = isQuoted ? -1 : SEPARATORS.indexOf(c);
      if (which >= 0) {
        counts[which]++;
      }
      if (++read == FIRST_LINE - 1) {
        break;
      }
    }
    text.reset();
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return SEPARATORS.charAt(best);
  }

  /** Keeps what the library's own records forget: whether a cell was quoted. */
  private static final class Rows extends AbstractBaseCsvCallbackHandler<CsvRow> {

    private List<CsvRow.Cell> cells = new ArrayList<>();
    private long line;
    private int size;

    @Override
    protected void handleBegin(long startingLineNumber) {
      line = startingLineNumber;
      cells = new ArrayList<>();
      size = 0;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
      size += length;
      if (index >= MOST_CELLS || size > LARGEST_ROW) {
        throw new CsvParseException("a row is too long");
      }
      cells.add(new CsvRow.Cell(new String(buffer, offset, length), quoted));
    }

    @Override
    protected CsvRow buildRecord() {
      return new CsvRow(line, List.copyOf(cells));
    }
  }
}
