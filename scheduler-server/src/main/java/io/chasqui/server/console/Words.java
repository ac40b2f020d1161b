package io.chasqui.server.console;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;

/** Says things to one person: in their language, times in their zone. */
public final class Words {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final MessageSource source;
  private final Locale language;
  private final ZoneId zone;
  private final DateTimeFormatter minute;
  private final DateTimeFormatter clock;
  private final DateTimeFormatter exactClock;
  private final DateTimeFormatter day;

  /**
   * @param zone that times are said in
   */
  public Words(MessageSource source, Locale language, ZoneId zone) {
    this.source = source;
    this.language = language;
    this.zone = zone;
    this.minute = formatter("HH:mm");
    this.clock = formatter("HH:mm:ss");
    this.exactClock = formatter("HH:mm:ss.SSS");
    this.day = formatter("d MMM yyyy");
  }

  private DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, language).withZone(zone);
  }

  /** The text of a key. */
  public String text(String key, Object... arguments) {
    return source.getMessage(key, arguments, language);
  }

  /** The text of a key, or the word itself where there is none: of what features may add. */
  public String textOr(String key, String word, Object... arguments) {
    String text = source.getMessage(key, arguments, word, language);
    return text == null ? word : text;
  }

  /** The form of a text that goes with a number, which is its first argument. */
  public String count(String key, long number, Object... others) {
    Object[] arguments = new Object[others.length + 1];
    arguments[0] = number(number);
    System.arraycopy(others, 0, arguments, 1, others.length);
    return text(key + Plural.of(number, language).suffix(), arguments);
  }

  /** A number as this language groups its digits. */
  public String number(long number) {
    return NumberFormat.getIntegerInstance(language).format(number);
  }

  /** A part of all, {@code 1.5 %} as this language writes it. */
  public String percent(double part) {
    NumberFormat format = NumberFormat.getPercentInstance(language);
    format.setMaximumFractionDigits(1);
    return format.format(part);
  }

  /** {@code 23:58}. */
  public String minute(Instant time) {
    return minute.format(time);
  }

  /** {@code 23:58:45}. */
  public String clock(Instant time) {
    return clock.format(time);
  }

  /** {@code 23:58:45.750}. */
  public String exactClock(Instant time) {
    return exactClock.format(time);
  }

  /** {@code 28 Nov 2026}. */
  public String day(Instant time) {
    return day.format(time);
  }

  /** {@code 28 Nov 2026, 23:58:45}. */
  public String moment(Instant time) {
    return day(time) + ", " + clock(time);
  }

  /** {@code 2026-11-28 22:58:45.750 UTC}, in every language. */
  public String utc(Instant time) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
        .withZone(ZoneOffset.UTC)
        .format(time);
  }

  /** A time for programs. */
  public String iso(Instant time) {
    return DateTimeFormatter.ISO_INSTANT.format(time);
  }

  /** How long, in its two largest units: {@code 2 h 5 min}, {@code 25 s}, {@code 212 ms}. */
  public String span(Duration length) {
    Duration span = length.abs();
    if (span.compareTo(Duration.ofSeconds(1)) < 0) {
      return unit(span.toMillis(), "ms");
    }
    if (span.compareTo(MINUTE) < 0) {
      return unit(span.toSeconds(), "s");
    }
    if (span.compareTo(HOUR) < 0) {
      return units(span.toMinutes(), "min", span.toSecondsPart(), "s");
    }
    if (span.compareTo(DAY) < 0) {
      return units(span.toHours(), "h", span.toMinutesPart(), "min");
    }
    return units(span.toDays(), "d", span.toHoursPart(), "h");
  }

  private String units(long many, String large, long few, String small) {
    return few == 0 ? unit(many, large) : unit(many, large) + " " + unit(few, small);
  }

  private String unit(long number, String unit) {
    return number(number) + "\u00a0" + text("console.unit." + unit);
  }

  /** {@code in 25 s} or {@code 3 min ago}. */
  public String from(Instant now, Instant time) {
    Duration wait = Duration.between(now, time);
    return text(wait.isNegative() ? "console.ago" : "console.in", span(wait));
  }

  /** The name of the zone that times are said in. */
  public String zone() {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  /** As the page's {@code lang} has it. */
  public String language() {
    return language.getLanguage();
  }
}
