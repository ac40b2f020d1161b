package io.chasqui.report.s3;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpRequest;

/** What the SDK sends with a request. */
final class SdkBody extends RequestBody {

  private final ContentStreamProvider content;
  private final long length;

  /**
   * @param length in bytes
   */
  SdkBody(ContentStreamProvider content, long length) {
    this.content = content;
    this.length = length;
  }

  /** As the header says it, which is signed; -1 when there is none. */
  static long length(SdkHttpRequest request) {
    return request.firstMatchingHeader("Content-Length").map(Long::parseLong).orElse(-1L);
  }

  /** Null: the header stays as the SDK has written and signed it. */
  @Override
  public @Nullable MediaType contentType() {
    return null;
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    try (Source source = Okio.source(content.newStream())) {
      sink.writeAll(source);
    }
  }
}
