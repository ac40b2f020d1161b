package io.chasqui.server.schedule.web.batch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of a batch, up to its largest size. */
final class BatchBody extends FilterInputStream {

  private final long limit;
  private long count;

  /**
   * @param limit in bytes
   */
  BatchBody(InputStream body, long limit) {
    super(body);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count(Math.max(0, read));
    return read;
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
    } catch (BrokenOff e) {
      // The caller sends more than is waited for.
    }
  }

  private void count(int read) throws BrokenOff {
    count += read;
    if (count > limit) {
      throw new BrokenOff("batch.tooLarge", limit);
    }
  }
}
