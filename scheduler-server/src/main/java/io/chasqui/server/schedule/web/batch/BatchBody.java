package io.chasqui.server.schedule.web.batch;

import io.chasqui.platform.request.RequestTooLarge;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of a batch, which breaks off at its largest size instead of being refused. */
final class BatchBody extends FilterInputStream {

  BatchBody(InputStream body) {
    super(body);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (RequestTooLarge e) {
      throw brokenOff(e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (RequestTooLarge e) {
      throw brokenOff(e);
    }
  }

  /**
   * Reads what is left and forgets it, because some callers listen only when they have sent
   * everything.
   */
  void drain() throws IOException {
    byte[] buffer = new byte[8192];
    try {
      while (read(buffer, 0, buffer.length) >= 0) {
        // On to the end.
      }
    } catch (BatchAborted e) {
      // The caller sends more than is waited for.
    }
  }

  private static BatchAborted brokenOff(RequestTooLarge e) {
    return new BatchAborted("batch.tooLarge", e.limit());
  }
}
