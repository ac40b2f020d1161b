package io.chasqui.server.recipient.transfer.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an import, a JSON object a line. Many callers read nothing before they have sent
 * everything; a server that then waited for them to read would never read on. So as long as the
 * body is being read, only as much goes out as fits into the buffers of any connection; the rest
 * waits in a temporary file, because it may be longer than memory is large.
 */
final class SpooledLines implements AutoCloseable {

  /** In bytes. */
  private static final int FITS_ANY_CONNECTION = 64 * 1024;

  private final OutputStream out;
  private final ObjectMapper json;
  private @Nullable Path file;
  private @Nullable OutputStream spool;
  private long written;

  SpooledLines(OutputStream out, ObjectMapper json) {
    this.out = out;
    this.json = json;
  }

  /**
   * @throws IOException when the caller is gone, or the disk is full
   */
  void add(Object line) throws IOException {
    byte[] bytes = json.writeValueAsBytes(line);
    written += bytes.length + 1;
    OutputStream target = spool == null && written < FITS_ANY_CONNECTION ? out : spool();
    target.write(bytes);
    target.write('\n');
  }

  private OutputStream spool() throws IOException {
    OutputStream waiting = spool;
    if (waiting == null) {
      Path made = Files.createTempFile("chasqui-import-", ".ndjson");
      file = made;
      waiting = new BufferedOutputStream(Files.newOutputStream(made));
      spool = waiting;
    }
    return waiting;
  }

  /**
   * Writes what waits, once the body has been read.
   *
   * @throws IOException when the caller is gone
   */
  void end() throws IOException {
    if (spool != null && file != null) {
      spool.close();
      Files.copy(file, out);
    }
    out.flush();
  }

  @Override
  public void close() throws IOException {
    if (spool != null && file != null) {
      spool.close();
      Files.deleteIfExists(file);
    }
  }
}
