package io.chasqui.server.api.request;

import io.chasqui.server.api.problem.ProblemTypes;
import io.chasqui.server.api.problem.RequestRefused;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions of which a caller wants to change something, as the header {@code If-Match} names
 * them (RFC 9110, 13.1.1): the ETags of answers, or {@code *} for whatever is there.
 */
public final class IfMatch {

  private static final String ANY = "*";

  /** Null: without the header everything may be changed. */
  private final @Nullable List<String> tags;

  private IfMatch(@Nullable List<String> tags) {
    this.tags = tags;
  }

  /**
   * @param header as the caller sent it; null: not at all
   */
  public static IfMatch of(@Nullable String header) {
    return new IfMatch(
        header == null ? null : Arrays.stream(header.split(",")).map(String::strip).toList());
  }

  /** The ETag of a version. */
  public static String etag(long version) {
    return "\"" + version + "\"";
  }

  /**
   * @param version of what is there; null: nothing is
   * @throws RequestRefused when the caller means another version
   */
  public void require(@Nullable Long version) {
    if (tags != null && (version == null || !names(tags, version))) {
      throw new RequestRefused(ProblemTypes.PRECONDITION_FAILED);
    }
  }

  /** A weak tag never matches: it may be of another version that is much the same. */
  private static boolean names(List<String> tags, long version) {
    return tags.contains(ANY) || tags.contains(etag(version));
  }
}
