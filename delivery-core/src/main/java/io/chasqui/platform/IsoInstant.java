package io.chasqui.platform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times that callers write: RFC 3339, and what else of ISO 8601 can be taken for no other
 * time. That is the basic format ({@code 20301231T090000Z}), a time without seconds, a comma before
 * their fraction, which may have any number of digits, and offsets as {@code +0530}, {@code +05}
 * and with a real minus sign.
 */
public final class IsoInstant {

  private static final Pattern FORM =
      Pattern.compile(
          "(?<year>[0-9]{4})(?<dash>-?)(?<month>[0-9]{2})\\k<dash>(?<day>[0-9]{2})[Tt]"
              + "(?<hour>[0-9]{2})(?<colon>:?)(?<minute>[0-9]{2})"
              + "(?:\\k<colon>(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]+))?)?"
              + "(?:[Zz]|(?<sign>[+\\-\u2212])(?<offsetHours>[0-9]{2})"
              + "(?::?(?<offsetMinutes>[0-9]{2})(?::?(?<offsetSeconds>[0-9]{2}))?)?)");

  private static final int LAST_YEAR = 9999;
  private static final int DIGITS_OF_MICROS = 6;

  private IsoInstant() {}

  /**
   * The time, to the microsecond as PostgreSQL keeps it; empty when it is none, and when it could
   * not be given back in the same form: of the years 1 to 9999, as UTC counts them, and no leap
   * second.
   */
  public static Optional<Instant> parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    try {
      return parts.matches() ? Optional.of(instant(parts)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant instant(Matcher parts) {
    Instant time =
        LocalDateTime.of(
                number(parts, "year"),
                number(parts, "month"),
                number(parts, "day"),
                number(parts, "hour"),
                number(parts, "minute"),
                number(parts, "second"))
            .toInstant(ZoneOffset.UTC)
            .minusSeconds(offset(parts))
            .plus(micros(parts.group("fraction")), ChronoUnit.MICROS);
    int year = OffsetDateTime.ofInstant(time, ZoneOffset.UTC).getYear();
    if (year < 1 || year > LAST_YEAR) {
      throw new DateTimeException("has a year that cannot be given back: " + year);
    }
    return time;
  }

  /** In seconds. RFC 3339 has offsets up to 23:59, five hours more than {@link ZoneOffset}. */
  private static long offset(Matcher parts) {
    int hours = ChronoField.HOUR_OF_DAY.checkValidIntValue(number(parts, "offsetHours"));
    int minutes = ChronoField.MINUTE_OF_HOUR.checkValidIntValue(number(parts, "offsetMinutes"));
    int seconds = ChronoField.SECOND_OF_MINUTE.checkValidIntValue(number(parts, "offsetSeconds"));
    long offset = (hours * 60L + minutes) * 60L + seconds;
    return "+".equals(parts.group("sign")) ? offset : -offset;
  }

  private static int number(Matcher parts, String name) {
    String digits = parts.group(name);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static long micros(@Nullable String fraction) {
    return fraction == null
        ? 0
        : Long.parseLong((fraction + "0".repeat(DIGITS_OF_MICROS)).substring(0, DIGITS_OF_MICROS));
  }
}
