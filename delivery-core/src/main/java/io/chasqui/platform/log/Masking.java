package io.chasqui.platform.log;

import io.chasqui.platform.TextCut;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes addresses, phone numbers, bot tokens and webhook secrets out of texts that are logged or
 * kept. Logs pass here line by line as a last resort ({@link MaskedJsonLogs}, {@link
 * MaskedTextLogs}).
 */
public final class Masking {

  /** Without a plus sign a number is taken for one only where it says so. */
  private static final Pattern PHONE =
      Pattern.compile(
          "(?=[+%tT])(\\+(?!0)|%2[Bb](?!0)|(?i:tel):)"
              + "([0-9]{10,15}|[0-9](?:[\\h().\\u2010-\\u2012-]{0,2}[0-9]){6,14})");

  /** A shorter number would be told by its first and last digits. */
  private static final int LONG_NUMBER = 10;

  /** After the colon the secret; the first is as the addresses of the Bot API have it. */
  private static final Pattern BOT_ADDRESS = Pattern.compile("/bot[0-9]++(?::|%3[Aa])[^/\\s\"?]++");

  /** Its id may be told. */
  private static final Pattern API_KEY = Pattern.compile("(chq_[0-9a-f]{12}_)[0-9a-f]{8,}");

  private static final Pattern BOT_TOKEN =
      Pattern.compile("(?<![0-9])[0-9]{6,}+(?::|%3[Aa])[A-Za-z0-9_-]{20,}+");

  /** A webhook's; who receives it may repeat it. */
  private static final Pattern WEBHOOK_SECRET = Pattern.compile("(whsec_)[A-Za-z0-9+/=_-]++");

  /** As much of a provider's words as is kept, in characters. */
  private static final int KEPT = 500;

  private Masking() {}

  /**
   * Masks what a text holds of {@code ivan@example.com} ({@code i***@e***.com}), {@code
   * +79991234545} ({@code +7999***45}) and bot tokens. What was masked stays as it is, and so do
   * ids of deliveries and the Message-IDs made of them.
   */
  public static String mask(String text) {
    return maskPhones(AddressMask.mask(maskTokens(text)));
  }

  /** What may be kept of a provider's words: masked, on one line, at most 500 characters. */
  public static @Nullable String providersWords(@Nullable String words) {
    if (words == null || words.isBlank()) {
      return null;
    }
    String line = mask(words).replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip();
    return TextCut.toWithEllipsis(line, KEPT);
  }

  private static String maskTokens(String text) {
    String withoutAddresses =
        text.contains("/bot") ? BOT_ADDRESS.matcher(text).replaceAll("/bot***") : text;
    String withoutKeys =
        withoutAddresses.contains("chq_")
            ? API_KEY.matcher(withoutAddresses).replaceAll("$1***")
            : withoutAddresses;
    String withoutSecrets =
        withoutKeys.contains("whsec_")
            ? WEBHOOK_SECRET.matcher(withoutKeys).replaceAll("$1***")
            : withoutKeys;
    boolean mayHoldAToken = withoutSecrets.indexOf(':') >= 0 || withoutSecrets.contains("%3");
    return mayHoldAToken ? BOT_TOKEN.matcher(withoutSecrets).replaceAll("***") : withoutSecrets;
  }

  private static String maskPhones(String text) {
    boolean mayHoldOne = text.indexOf('+') >= 0 || text.contains("%2") || text.contains("el:");
    return mayHoldOne ? PHONE.matcher(text).replaceAll(Masking::maskPhone) : text;
  }

  private static String maskPhone(MatchResult found) {
    String digits = found.group(2).replaceAll("[^0-9]", "");
    int length = digits.length();
    return found.group(1)
        + (length < LONG_NUMBER
            ? digits.substring(0, 2) + "***"
            : digits.substring(0, 4) + "***" + digits.substring(length - 2));
  }
}
