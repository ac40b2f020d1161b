package io.chasqui.platform;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes addresses, phone numbers and bot tokens out of texts that are logged or kept. */
public final class Masking {

  private static final Pattern EMAIL =
      Pattern.compile(
          "([\\p{L}\\p{N}._%+'-])[\\p{L}\\p{N}._%+'-]*@([\\p{L}\\p{N}])[\\p{L}\\p{N}.-]*");
  private static final Pattern PHONE = Pattern.compile("\\+[0-9]{4}[0-9]{2,9}([0-9]{2})");
  private static final Pattern BOT_TOKEN = Pattern.compile("[0-9]{6,}:[A-Za-z0-9_-]{20,}");

  /** As much of a provider's words as is kept. */
  private static final int KEPT = 500;

  private Masking() {}

  /**
   * Masks what a text holds of {@code ivan@example.com} ({@code i***@e***.com}), {@code
   * +79991234545} ({@code +7999***45}) and bot tokens.
   */
  public static String mask(String text) {
    String withoutTokens = BOT_TOKEN.matcher(text).replaceAll("***");
    String withoutEmails = EMAIL.matcher(withoutTokens).replaceAll(Masking::maskEmail);
    return PHONE
        .matcher(withoutEmails)
        .replaceAll(found -> found.group().substring(0, 5) + "***" + found.group(1));
  }

  /** What may be kept of a provider's words: masked, on one line, at most 500 characters. */
  public static @Nullable String providersWords(@Nullable String words) {
    if (words == null || words.isBlank()) {
      return null;
    }
    String line = mask(words).replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= KEPT ? line : line.substring(0, KEPT - 1) + "…";
  }

  private static String maskEmail(MatchResult found) {
    String address = found.group();
    int topLevel = address.lastIndexOf('.');
    String end = topLevel > address.indexOf('@') ? address.substring(topLevel) : "";
    return found.group(1) + "***@" + found.group(2) + "***" + end;
  }
}
