package io.chasqui.platform;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the durations that callers write: ISO 8601 in weeks, days of 24 hours, hours, minutes and
 * seconds, each of which may have a fraction and a sign. Years and months are not taken: how long
 * one is depends on when it begins.
 */
public final class IsoDuration {

  private static final Pattern FORM =
      Pattern.compile(
          "(?<sign>[+-]?)P(?!$)"
              + part("weeks", "W")
              + part("days", "D")
              + "(?:T(?!$)"
              + part("hours", "H")
              + part("minutes", "M")
              + part("seconds", "S")
              + ")?",
          Pattern.CASE_INSENSITIVE);

  /** What is longer is as long: some 30 million years. */
  private static final String MOST = "1000000000000000";

  private static final int DIGITS_OF_NANOS = 9;

  private IsoDuration() {}

  /** The duration, to the nanosecond; empty when it is none. */
  public static Optional<Duration> parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    BigDecimal seconds =
        amount(parts, "weeks", Duration.ofDays(7))
            .add(amount(parts, "days", Duration.ofDays(1)))
            .add(amount(parts, "hours", Duration.ofHours(1)))
            .add(amount(parts, "minutes", Duration.ofMinutes(1)))
            .add(amount(parts, "seconds", Duration.ofSeconds(1)))
            .min(new BigDecimal(MOST));
    Duration duration = duration(seconds.max(new BigDecimal("-" + MOST)));
    return Optional.of("-".equals(parts.group("sign")) ? duration.negated() : duration);
  }

  private static Duration duration(BigDecimal seconds) {
    BigDecimal whole = seconds.setScale(0, RoundingMode.DOWN);
    return Duration.ofSeconds(
        whole.longValue(), seconds.subtract(whole).movePointRight(DIGITS_OF_NANOS).longValue());
  }

  private static BigDecimal amount(Matcher parts, String name, Duration unit) {
    String whole = parts.group(name);
    if (whole == null) {
      return BigDecimal.ZERO;
    }
    BigDecimal amount =
        new BigDecimal(atMost(whole) + "." + decimals(parts.group(name + "Fraction")))
            .multiply(BigDecimal.valueOf(unit.toSeconds()));
    return "-".equals(parts.group(name + "Sign")) ? amount.negate() : amount;
  }

  /** Digits are the caller's, who may send a million of them. */
  private static String atMost(String digits) {
    String significant = digits.replaceFirst("^0+(?=.)", "");
    return significant.length() < MOST.length() ? significant : MOST;
  }

  /** Of a week, too, so many digits are fine enough for nanoseconds. */
  private static String decimals(@Nullable String fraction) {
    int most = 2 * DIGITS_OF_NANOS;
    return fraction == null ? "0" : fraction.substring(0, Math.min(fraction.length(), most));
  }

  private static String part(String name, String unit) {
    return "(?:(?<%1$sSign>[+-]?)(?<%1$s>[0-9]+)(?:[.,](?<%1$sFraction>[0-9]+))?%2$s)?"
        .formatted(name, unit);
  }
}
