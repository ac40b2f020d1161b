package io.chasqui.worker.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A body OkHttp will not send twice by itself, not even when a 503 or 408 invites it to. */
public final class OneShotBody extends RequestBody {

  private final MediaType type;
  private final byte[] content;

  /**
   * One of known bytes.
   *
   * @param type what they are
   * @param content not copied
   */
  public OneShotBody(MediaType type, byte[] content) {
    this.type = type;
    this.content = content;
  }

  @Override
  public MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return content.length;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(content);
  }
}
