package io.chasqui.report.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.exception.SdkException;

/** An object's content. The SDK's stream tells of some failures by exceptions of its own. */
final class ObjectStream extends FilterInputStream {

  ObjectStream(InputStream content) {
    super(content);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (SdkException e) {
      throw new IOException("the report storage broke off", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } catch (SdkException e) {
      throw new IOException("the report storage broke off", e);
    }
  }
}
