package io.chasqui.server.schedule.web.batch;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.problem.JsonFault;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The items of one JSON array. A parser walks over it to find where its items begin and end; it
 * keeps no values, so that an item that is too large costs no memory. Where the JSON is broken the
 * batch breaks off: what looks like an item after that may be a part of another.
 */
final class ArrayItems implements BatchItems {

  /** Callers send UTF-8, as RFC 8259 demands: offsets are then those of bytes. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  private final ItemWindow window;
  private final JsonParser parser;
  private final int limit;

  /**
   * @param limit of one item, in bytes
   * @throws InvalidRequest when the body does not begin as an array
   */
  ArrayItems(InputStream body, int limit) throws IOException {
    this.window = new ItemWindow(body, limit);
    this.parser = JSON.createParser(window);
    this.limit = limit;
    if (firstToken() != JsonToken.START_ARRAY) {
      throw new InvalidRequest(new FieldProblem("body", "field.notAnArray"));
    }
  }

  @Override
  public byte @Nullable [] next() throws IOException {
    try {
      return nextItem();
    } catch (StreamConstraintsException e) {
      throw tooMuch(e);
    } catch (JacksonException e) {
      throw broken();
    }
  }

  private byte @Nullable [] nextItem() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == JsonToken.END_ARRAY) {
      requireEnd();
      return null;
    }
    long begin = parser.currentTokenLocation().getByteOffset();
    window.keepFrom(begin);
    parser.skipChildren();
    if (first != JsonToken.START_OBJECT) {
      throw new InvalidRequest(new FieldProblem("body", "field.notAnObject"));
    }
    long end = parser.currentLocation().getByteOffset();
    if (end - begin > limit) {
      throw new InvalidRequest(new FieldProblem("body", "field.tooLarge", limit));
    }
    return window.bytes(begin, end);
  }

  private @Nullable JsonToken firstToken() throws IOException {
    try {
      return parser.nextToken();
    } catch (JacksonException e) {
      return null;
    }
  }

  private void requireEnd() throws IOException {
    if (parser.nextToken() != null) {
      throw broken();
    }
  }

  private BatchAborted broken() {
    return new BatchAborted("batch.brokenJson", position());
  }

  private BatchAborted tooMuch(StreamConstraintsException e) {
    return JsonFault.isTooDeep(e)
        ? new BatchAborted("batch.tooDeep", position(), JsonFault.DEEPEST)
        : new BatchAborted("batch.tooLongToken", position());
  }

  private long position() {
    return parser.currentLocation().getByteOffset();
  }
}
