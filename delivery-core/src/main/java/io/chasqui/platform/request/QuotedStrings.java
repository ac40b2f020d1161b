package io.chasqui.platform.request;

import java.util.regex.Pattern;

/**
 * Values of parameters in quotes, which may hold what separates things elsewhere (RFC 9110, 5.6.4).
 */
final class QuotedStrings {

  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");

  private QuotedStrings() {}

  static String without(String header) {
    return QUOTED.matcher(header).replaceAll("");
  }
}
