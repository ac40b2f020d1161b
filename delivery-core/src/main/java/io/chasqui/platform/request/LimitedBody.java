package io.chasqui.platform.request;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** Breaks a body off that is too large, while it is read, whatever its length claims to be. */
final class LimitedBody extends ServletInputStream {

  private final ServletInputStream body;
  private final long limit;
  private long count;

  /**
   * @param limit in bytes
   */
  LimitedBody(ServletInputStream body, long limit) {
    this.body = body;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int read = body.read();
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = body.read(buffer, offset, length);
    count(Math.max(0, read));
    return read;
  }

  @Override
  public int available() throws IOException {
    return body.available();
  }

  @Override
  public boolean isFinished() {
    return body.isFinished();
  }

  @Override
  public boolean isReady() {
    return body.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    body.setReadListener(listener);
  }

  private void count(int read) throws RequestTooLarge {
    count += read;
    if (count > limit) {
      throw new RequestTooLarge(limit);
    }
  }
}
