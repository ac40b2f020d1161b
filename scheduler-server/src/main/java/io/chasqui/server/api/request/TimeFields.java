package io.chasqui.server.api.request;

import io.chasqui.platform.IsoDuration;
import io.chasqui.platform.IsoInstant;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Reads fields that say when a delivery is to be sent. */
public class TimeFields extends Fields {

  /** So far ahead a time of sending may be: a year, whether or not it is a leap year. */
  public static final Duration FURTHEST = Duration.ofDays(366);

  private final Instant now;

  /**
   * @param written with the problems that are known already
   * @param now what "in five minutes" and "in the past" refer to
   */
  public TimeFields(Written<?> written, Instant now) {
    super(written);
    this.now = now.truncatedTo(ChronoUnit.MICROS);
  }

  /** As the database keeps it, in whole microseconds. */
  protected final Instant now() {
    return now;
  }

  /** An ISO-8601 instant with an offset. */
  public final Instant instant(String field, String value) {
    Optional<Instant> time = IsoInstant.parse(value);
    if (time.isEmpty()) {
      problem(field, "field.instant");
    }
    return time.orElse(now);
  }

  /** An ISO-8601 duration, counted from now. */
  public final Instant afterDelay(String field, String value) {
    Optional<Duration> given = IsoDuration.parse(value);
    if (given.isEmpty()) {
      problem(field, "field.duration");
    } else if (given.get().isNegative()) {
      problem(field, "field.negative");
    }
    Duration delay = given.orElse(Duration.ZERO);
    // Compared first: a delay of millions of years does not fit an instant.
    return now.plus(delay.compareTo(FURTHEST) > 0 ? FURTHEST.plusDays(1) : delay)
        .truncatedTo(ChronoUnit.MICROS);
  }

  /** A time of sending is at most 366 days ahead; one in the past means now. */
  public final Instant timeOfSending(String field, Instant asked) {
    if (asked.isAfter(now.plus(FURTHEST))) {
      problem(field, "field.tooFar", FURTHEST.toDays());
    }
    return asked.isBefore(now) ? now : asked;
  }
}
