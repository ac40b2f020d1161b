package io.chasqui.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * When whoever gets a delivery is not to be disturbed.
 *
 * @param hours by the clock on the wall; not empty
 * @param zone where that clock hangs: an IANA name, or an offset such as {@code +03:00}
 */
public record QuietTime(QuietHours hours, String zone) {

  private static final Duration ONE_DAY = Duration.ofDays(1);

  /** When the quiet hours are over that go on at a time; the time itself when none do. */
  public Instant endOf(Instant at) {
    return hours.end(at, rules()).orElse(at);
  }

  /** The quiet hours that go on at a time, or the next ones; none for days: an empty one then. */
  public QuietHours.Window windowFrom(Instant at) {
    Instant soon = at.plus(ONE_DAY);
    return hours.windowFrom(at, rules()).orElseGet(() -> new QuietHours.Window(soon, soon));
  }

  /** A zone that this JVM does not know any more is UTC. */
  private ZoneId rules() {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }
}
