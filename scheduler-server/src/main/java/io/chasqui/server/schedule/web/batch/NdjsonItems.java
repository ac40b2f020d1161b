package io.chasqui.server.schedule.web.batch;

import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** One item a line. What is wrong with a line is no other line's matter; blank lines are none. */
final class NdjsonItems implements BatchItems {

  private final InputStream body;
  private final int limit;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[8192];
  private int position;
  private int end;

  /**
   * @param limit of one line, in bytes
   * @throws InvalidRequest when there is no line
   */
  NdjsonItems(InputStream body, int limit) throws IOException {
    this.body = body;
    this.limit = limit;
    if (!skipBlanks()) {
      throw new InvalidRequest(new FieldProblem("body", "field.emptyBatch"));
    }
  }

  @Override
  public byte @Nullable [] next() throws IOException {
    if (!skipBlanks()) {
      return null;
    }
    line.reset();
    boolean fits = true;
    boolean ended = false;
    while (!ended && fill()) {
      int from = position;
      ended = toLineFeed();
      fits = fits && line.size() + position - from <= limit;
      if (fits) {
        line.write(buffer, from, position - from);
      }
    }
    if (!fits) {
      throw new InvalidRequest(new FieldProblem("body", "field.tooLarge", limit));
    }
    return line.toByteArray();
  }

  /** False at the end of the body. */
  private boolean skipBlanks() throws IOException {
    while (fill()) {
      byte next = buffer[position];
      if (next != '\n' && next != '\r' && next != ' ' && next != '\t') {
        return true;
      }
      position++;
    }
    return false;
  }

  /** Moves on to the next line feed; false when the buffer has none. */
  private boolean toLineFeed() {
    while (position < end && buffer[position] != '\n') {
      position++;
    }
    return position < end;
  }

  /** Makes sure that there is a byte at the position; false at the end of the body. */
  private boolean fill() throws IOException {
    if (position == end) {
      position = 0;
      end = Math.max(0, body.read(buffer, 0, buffer.length));
    }
    return position < end;
  }
}
