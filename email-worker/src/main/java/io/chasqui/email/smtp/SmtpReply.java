package io.chasqui.email.smtp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A complete reply of a server.
 *
 * @param code three digits
 * @param enhancedCode e.g. {@code 5.1.1}; null when the server gives none
 * @param text the whole reply on one line, codes included
 */
record SmtpReply(SmtpCommand command, int code, @Nullable String enhancedCode, String text) {

  private static final Pattern ENHANCED =
      Pattern.compile("^\\d{3}[ -]([245]\\.\\d{1,3}\\.\\d{1,3})(?=\\s|$)");

  /** Whether each line begins with this one code, as RFC 5321, 4.2.1 wants it. */
  static boolean isWellFormed(int code, String lines) {
    String alone = String.valueOf(code);
    return lines
        .lines()
        .allMatch(
            line ->
                line.equals(alone) || line.startsWith(alone + " ") || line.startsWith(alone + "-"));
  }

  /**
   * @param lines as they came, with their codes
   */
  static SmtpReply of(SmtpCommand command, int code, String lines) {
    Matcher enhanced = ENHANCED.matcher(lines);
    return new SmtpReply(
        command,
        code,
        enhanced.find() ? enhanced.group(1) : null,
        lines.lines().map(String::strip).collect(Collectors.joining(" ")));
  }

  boolean isPositive() {
    return code / 100 == 2;
  }

  boolean isRefusal() {
    return code >= 400;
  }

  /** The server has taken the whole message upon itself. */
  boolean isAcceptance() {
    return command == SmtpCommand.DOT && isPositive();
  }

  /** The server is about to close the connection. */
  boolean isFarewell() {
    return code == 421;
  }
}
