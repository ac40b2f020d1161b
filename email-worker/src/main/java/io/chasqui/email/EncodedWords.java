package io.chasqui.email;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Text in a header, by RFC 2047 where ASCII is not enough. Jakarta Mail leaves all ASCII as it is;
 * but what looks like an encoded word would be decoded where it arrives, and turn into line breaks
 * or a path that nobody has checked.
 */
final class EncodedWords {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final String BEGIN = "=?";

  /** Their base64 leaves room for the rest of a word, which has 75 characters at the most. */
  private static final int CHARACTERS_OF_A_WORD = 45;

  private EncodedWords() {}

  /** Whether a text means the same when it is not encoded. */
  static boolean isPlain(String text) {
    return isAscii(text) && !text.contains(BEGIN);
  }

  /**
   * Words with a space between them.
   *
   * @param encoding {@code B}, {@code Q}, or null for the shorter
   */
  static String of(String text, @Nullable String encoding) {
    if (isAscii(text)) {
      return isPlain(text) ? text : ofAscii(text);
    }
    try {
      return MimeUtility.encodeText(text, UTF_8, encoding);
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every JDK has UTF-8", e);
    }
  }

  private static String ofAscii(String text) {
    StringJoiner words = new StringJoiner(" ");
    for (int at = 0; at < text.length(); at += CHARACTERS_OF_A_WORD) {
      String part = text.substring(at, Math.min(text.length(), at + CHARACTERS_OF_A_WORD));
      byte[] bytes = part.getBytes(StandardCharsets.US_ASCII);
      words.add("=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=");
    }
    return words.toString();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
