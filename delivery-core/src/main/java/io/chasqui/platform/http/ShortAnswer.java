package io.chasqui.platform.http;

import io.chasqui.platform.TextCut;
import io.chasqui.platform.log.Masking;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** What is kept of an answer's body: it is somebody else's, and of any size. */
public final class ShortAnswer {

  /** So much is read, in bytes, so that the connection can be used again after a usual answer. */
  public static final int MOST_READ = 64 * 1024;

  /** So much is kept, in characters. */
  public static final int MOST_KEPT = 200;

  /** A character takes four bytes at the most. */
  private static final int BYTES_KEPT = 4 * MOST_KEPT;

  private ShortAnswer() {}

  /**
   * Reads a body, at most 64 KB of it.
   *
   * @return at most 200 characters, on one line, masked; null: there is none. A body that breaks
   *     off is what came of it
   */
  public static @Nullable String read(Response response) {
    Buffer kept = new Buffer();
    Buffer passing = new Buffer();
    try {
      BufferedSource body = response.body().source();
      long left = MOST_READ;
      while (left > 0) {
        long read = body.read(passing, left);
        if (read < 0) {
          break;
        }
        left -= read;
        kept.write(passing, Math.min(passing.size(), Math.max(0, BYTES_KEPT - kept.size())));
        passing.clear();
      }
    } catch (IOException | RuntimeException e) {
      // The status says what became of the request.
    }
    String words = Masking.providersWords(kept.readString(StandardCharsets.UTF_8));
    return words == null ? null : TextCut.toWithEllipsis(words, MOST_KEPT);
  }
}
