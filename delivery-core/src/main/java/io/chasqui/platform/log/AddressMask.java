package io.chasqui.platform.log;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Masks e-mail addresses in any script, quoted ones and those within a URL too. */
final class AddressMask {

  /** What may stand before the at sign without quotes: RFC 5322, and any script. */
  private static final String LOCAL = "[^\\x00-\\x20\\x7f()<>\\[\\]:;,@\\\\\"]";

  /** Of them those that come before an address rather than begin one. */
  private static final String PUNCTUATION = "[!#$%&'*+/=?^_`{|}~.-]";

  private static final String QUOTED = "\"(?:[^\"\\\\\\p{Cntrl}]|\\\\.){1,128}+\"";

  /** {@code *} is allowed, so that masking twice changes nothing; joiners, as in Persian names. */
  private static final String DOMAIN =
      "\\[[^\\]\\s]*+]|[\\p{L}\\p{N}_](?:[.。．｡-]*+[\\p{L}\\p{N}\\p{M}_*\\u200C\\u200D])*+";

  // It begins only where a run of its characters begins, and gives no character back: no text,
  // whoever wrote it, takes much longer than its length.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:%s|(?<!%s)(?=%s)((?:(?!%%40)%s)*+)((?:(?!%%40)%s)*+))(@|%%40)(%s)"
              .formatted(QUOTED, LOCAL, LOCAL, PUNCTUATION, LOCAL, DOMAIN));

  private static final int BEFORE = 1;
  private static final int LOCAL_PART = 2;
  private static final int AT = 3;
  private static final int DOMAIN_PART = 4;

  /** A Message-ID of ours has the delivery's id before the at sign, and is no address. */
  private static final Pattern DELIVERY_ID =
      Pattern.compile(
          "\\p{XDigit}{8}-\\p{XDigit}{4}-7\\p{XDigit}{3}-\\p{XDigit}{4}-\\p{XDigit}{12}");

  /** What Java calls an object that has no text: {@code org.example.Thing@1b2c3d}. */
  private static final Pattern OBJECT =
      Pattern.compile("(?:\\w++=)?(?:[a-z]\\w*+\\.)++[A-Z][\\w$]*+@\\p{XDigit}{1,8}");

  private AddressMask() {}

  static String mask(String text) {
    return text.indexOf('@') < 0 && !text.contains("%40")
        ? text
        : ADDRESS.matcher(text).replaceAll(found -> Matcher.quoteReplacement(mask(found)));
  }

  private static String mask(MatchResult found) {
    String local = found.group(LOCAL_PART);
    if (local == null) {
      return "\"***\"" + found.group(AT) + maskDomain(found.group(DOMAIN_PART));
    }
    if (DELIVERY_ID.matcher(local).matches() || OBJECT.matcher(found.group()).matches()) {
      return found.group();
    }
    return found.group(BEFORE)
        + firstOf(local)
        + "***"
        + found.group(AT)
        + maskDomain(found.group(DOMAIN_PART));
  }

  private static String maskDomain(String domain) {
    int topLevel = domain.startsWith("[") ? -1 : domain.lastIndexOf('.');
    return firstOf(domain) + "***" + (topLevel < 0 ? "" : domain.substring(topLevel));
  }

  /** One character, also of those that are two in Java. */
  private static String firstOf(String text) {
    return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(0, 1));
  }
}
