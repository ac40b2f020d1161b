package io.chasqui.delivery.address;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads phone numbers. In which country a number is must be said by the number, {@code +} or {@code
 * 00}, or by the settings; it is never guessed. Refused is what cannot be a number: an unknown
 * country code, or a length that the country does not have. Whether a number is in use is not
 * asked, since numbering plans change faster than programs.
 */
public final class PhoneNumbers {

  private static final String NO_REGION = "ZZ";

  /** A longer text is no number, however many blanks it has; in UTF-16 units. */
  private static final int MAX_WRITTEN = 60;

  private static final String SCHEME = "tel:";

  /** Brackets, hyphens, dots, slashes and blanks of all kinds, between digits and around them. */
  private static final Pattern WRITTEN =
      Pattern.compile("[(\\h]*\\+?[(\\h]*[0-9](?:[\\h()./\\u2010-\\u2015\\u2212-]*[0-9])*[\\h)]*");

  private static final Pattern EXTENSION =
      Pattern.compile(
          "(?i)[^a-z;#]*[0-9)\\h](?:;ext=|ext|extn|x|#|int|anexo|доб)[.:=\\h]*[0-9]{1,9}#?",
          Pattern.UNICODE_CASE);

  private static final Pattern INTERNATIONAL_PREFIX = Pattern.compile("00(?=[1-9])");

  /** Marks that phones' address books put around a number; nobody sees them. */
  private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}");

  /** Numbers that Telegram itself gives to people: they are on no numbering plan. */
  private static final Pattern OF_TELEGRAM = Pattern.compile("\\+888[0-9]{4,8}");

  /** Mobile numbers of Mexico as they were until 2019. */
  private static final Pattern FORMERLY_MEXICAN = Pattern.compile("(\\+52)1([0-9]{10})");

  private final @Nullable String defaultRegion;

  public PhoneNumbers(PhoneSettings settings) {
    this.defaultRegion = settings.defaultRegion();
  }

  /** Reads a number as somebody wrote it; also a {@code tel:} address, RFC 3966. */
  public Reading<PhoneNumber> read(String written) {
    if (written.length() > MAX_WRITTEN) {
      return Reading.not(AddressFault.PHONE_MALFORMED);
    }
    String text = inAsciiDigits(UNSEEN.matcher(written).replaceAll("")).strip();
    boolean hasScheme = text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    String number = hasScheme ? text.substring(SCHEME.length()) : text;
    if (EXTENSION.matcher(number).matches()) {
      return Reading.not(AddressFault.PHONE_EXTENSION);
    }
    if (!WRITTEN.matcher(number).matches()) {
      return Reading.not(AddressFault.PHONE_MALFORMED);
    }
    String digits = number.replaceAll("[^0-9]", "");
    return number.indexOf('+') >= 0 ? international("+" + digits) : withoutPlus(digits);
  }

  /**
   * Reads a number that is international by its source, with or without {@code +}, and that
   * somebody has: it is taken though no plan that we know has it.
   */
  public Optional<PhoneNumber> readVouchedFor(String written) {
    String number = written.strip();
    Reading<PhoneNumber> read = read(number.startsWith("+") ? number : "+" + number);
    if (read.isGood() || read.fault() != AddressFault.PHONE_IMPOSSIBLE) {
      return read.found();
    }
    String digits = plusAndDigits(number);
    return PhoneNumber.isE164(digits) ? Optional.of(new PhoneNumber(digits)) : Optional.empty();
  }

  /**
   * The forms in which a number may be stored: as it is read today, as it was before its country
   * changed its numbering, and as versions kept it that had no such rules. What is no number has
   * the form that it has.
   */
  public List<String> storedForms(String written) {
    return read(written)
        .found()
        .map(number -> Stream.concat(number.forms().stream(), Stream.of(plusAndDigits(written))))
        .orElseGet(() -> Stream.of(written))
        .distinct()
        .toList();
  }

  private Reading<PhoneNumber> withoutPlus(String digits) {
    if (INTERNATIONAL_PREFIX.matcher(digits).lookingAt()) {
      return international("+" + digits.substring(2));
    }
    return defaultRegion == null
        ? Reading.not(AddressFault.PHONE_NOT_INTERNATIONAL)
        : byPlan(digits, defaultRegion);
  }

  private static Reading<PhoneNumber> international(String number) {
    return OF_TELEGRAM.matcher(number).matches()
        ? Reading.of(new PhoneNumber(number))
        : byPlan(FORMERLY_MEXICAN.matcher(number).replaceFirst("$1$2"), NO_REGION);
  }

  private static Reading<PhoneNumber> byPlan(String number, String region) {
    PhoneNumberUtil plans = NumberingPlans.ALL;
    try {
      Phonenumber.PhoneNumber parsed = plans.parse(number, region);
      String e164 = plans.format(parsed, PhoneNumberFormat.E164);
      if (plans.isPossibleNumberWithReason(parsed) == ValidationResult.IS_POSSIBLE
          && PhoneNumber.isE164(e164)) {
        return Reading.of(new PhoneNumber(e164));
      }
    } catch (NumberParseException e) {
      // Its text would repeat the number.
    }
    return Reading.not(AddressFault.PHONE_IMPOSSIBLE);
  }

  private static String plusAndDigits(String number) {
    return "+" + number.replaceAll("[^0-9]", "");
  }

  /** Digits of any script as those that go on the wire, and the wide plus sign too. */
  private static String inAsciiDigits(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == '\uFF0B' ? '+' : c)
        .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
        .forEach(ascii::appendCodePoint);
    return ascii.toString();
  }
}
