package io.chasqui.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A report's version as HTTP writes it, RFC 9110, section 8.8.3. A weak tag, {@code W/"…"}, is no
 * version: it may stay the same when bytes change.
 */
public final class StrongEtag {

  private static final Pattern FORM = Pattern.compile("\"([\\x21\\x23-\\x7e]+)\"");

  private StrongEtag() {}

  /** The version in a header {@code ETag}; null when there is none. */
  public static @Nullable String versionIn(@Nullable String header) {
    Matcher etag = FORM.matcher(header == null ? "" : header);
    return etag.matches() ? etag.group(1) : null;
  }

  /** The header that asks whether a report is still of this version. */
  public static String of(String version) {
    return '"' + version + '"';
  }
}
