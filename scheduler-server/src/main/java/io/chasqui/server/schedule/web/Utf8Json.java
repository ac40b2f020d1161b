package io.chasqui.server.schedule.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.InputDecorator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as UTF-8 and nothing else (RFC 8259, 8.1), where Jackson would guess from the first
 * bytes. A byte order mark is overlooked, as the RFC allows: some programs cannot help writing one.
 */
final class Utf8Json extends InputDecorator {

  private static final long serialVersionUID = 1L;

  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private Utf8Json() {}

  static JsonFactory factory() {
    return JsonFactory.builder()
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .inputDecorator(new Utf8Json())
        .build();
  }

  @Override
  public InputStream decorate(IOContext context, InputStream json) throws IOException {
    PushbackInputStream stream = new PushbackInputStream(json, MARK.length);
    byte[] begin = stream.readNBytes(MARK.length);
    if (!Arrays.equals(begin, MARK)) {
      stream.unread(begin);
    }
    return stream;
  }

  /** Null: as they are. */
  @Override
  public @Nullable InputStream decorate(IOContext context, byte[] json, int offset, int length) {
    boolean isMarked =
        length >= MARK.length
            && Arrays.equals(json, offset, offset + MARK.length, MARK, 0, MARK.length);
    return isMarked
        ? new ByteArrayInputStream(json, offset + MARK.length, length - MARK.length)
        : null;
  }

  @Override
  public Reader decorate(IOContext context, Reader json) {
    return json;
  }
}
