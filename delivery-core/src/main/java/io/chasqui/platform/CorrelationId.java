package io.chasqui.platform;

import java.util.regex.Pattern;

/**
 * Names a report, and ties its jobs, logs and events together: 1-128 characters of {@code
 * [A-Za-z0-9._:-]}, never a path. {@code .} and {@code ..} are refused because HTTP clients and
 * file systems read them as one.
 *
 * @param value 1-128 characters, see above
 */
public record CorrelationId(String value) {

  /** In characters, which are bytes too. */
  public static final int LONGEST = 128;

  private static final Pattern ALLOWED =
      Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._:-]{1," + LONGEST + "}");

  /**
   * @throws IllegalArgumentException when the value is not a correlation id
   */
  public CorrelationId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a correlation id");
    }
  }

  /** Whether this may be a correlation id. */
  public static boolean isValid(String value) {
    return ALLOWED.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
