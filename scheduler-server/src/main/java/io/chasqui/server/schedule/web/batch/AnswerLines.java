package io.chasqui.server.schedule.web.batch;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.chasqui.contract.schedule.BatchLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The answer to a batch, a JSON object a line. Many callers read nothing before they have sent
 * everything; a server that then waited for them to read would never read on. So as long as the
 * body is being read, only as much goes out as fits into the buffers of any connection; the rest
 * waits here, which costs little as a batch has an end.
 */
final class AnswerLines {

  /** In bytes. */
  private static final int FITS_ANY_CONNECTION = 64 * 1024;

  private final OutputStream out;
  private final ObjectWriter json;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private int written;

  AnswerLines(OutputStream out, ObjectWriter json) {
    this.out = out;
    this.json = json;
  }

  /**
   * @throws IOException when the caller is gone
   */
  void add(List<BatchLine> lines) throws IOException {
    for (BatchLine line : lines) {
      add(json.writeValueAsBytes(line));
    }
    out.flush();
  }

  /** Writes what waits, once the body has been read. */
  void end() throws IOException {
    waiting.writeTo(out);
    out.flush();
  }

  private void add(byte[] line) throws IOException {
    boolean fits = waiting.size() == 0 && written + line.length < FITS_ANY_CONNECTION;
    OutputStream target = fits ? out : waiting;
    target.write(line);
    target.write('\n');
    written += line.length + 1;
  }
}
