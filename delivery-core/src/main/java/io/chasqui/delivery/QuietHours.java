package io.chasqui.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of each day by the clock on the wall, in which somebody is not to be disturbed.
 *
 * <p>On days when clocks are changed no minute of it is missed: a time that does not exist is the
 * first instant after the gap, and of one that comes twice the window begins at the first and ends
 * at the second.
 *
 * @param from is in it
 * @param to is not any more; before {@code from}: on the next day; the same: the window is empty
 */
public record QuietHours(LocalTime from, LocalTime to) {

  /** Windows of two days in a row may touch where clocks are set back; of more they do not. */
  private static final int MOST_THAT_TOUCH = 4;

  /**
   * Reads {@link #text}.
   *
   * @throws java.time.DateTimeException when it is none
   */
  public static QuietHours parse(String text) {
    int dash = text.indexOf('-');
    return new QuietHours(
        LocalTime.parse(text.substring(0, Math.max(0, dash))),
        LocalTime.parse(text.substring(dash + 1)));
  }

  /** As it is stored: {@code 23:00-07:00}. */
  public String text() {
    return from + "-" + to;
  }

  /** Whether it never is. */
  public boolean isEmpty() {
    return from.equals(to);
  }

  /**
   * When it is over.
   *
   * @return the first instant from this on that is not in it; empty: this one is not
   */
  public Optional<Instant> end(Instant at, ZoneId zone) {
    Optional<Instant> end = endOfDays(at, zone);
    for (int i = 1; i < MOST_THAT_TOUCH && end.isPresent(); i++) {
      Optional<Instant> further = endOfDays(end.get(), zone);
      if (further.isEmpty()) {
        return end;
      }
      end = further;
    }
    return end;
  }

  /**
   * The window that is going on, or the next one.
   *
   * @return empty when there is none in the days to come
   */
  public Optional<Window> windowFrom(Instant at, ZoneId zone) {
    Optional<Instant> end = end(at, zone);
    if (end.isPresent()) {
      return Optional.of(new Window(at, end.get()));
    }
    LocalDate today = at.atZone(zone).toLocalDate();
    return Stream.of(-1, 0, 1, 2, 3)
        .map(days -> begin(today.plusDays(days), zone))
        .filter(at::isBefore)
        .sorted()
        .flatMap(begin -> end(begin, zone).map(over -> new Window(begin, over)).stream())
        .findFirst();
  }

  /** That of yesterday may last until today, and a day may be missing or come twice. */
  private Optional<Instant> endOfDays(Instant at, ZoneId zone) {
    LocalDate today = at.atZone(zone).toLocalDate();
    return Stream.of(today.minusDays(2), today.minusDays(1), today, today.plusDays(1))
        .filter(day -> !at.isBefore(begin(day, zone)))
        .map(day -> end(day, zone))
        .filter(at::isBefore)
        .max(Instant::compareTo);
  }

  private Instant begin(LocalDate day, ZoneId zone) {
    return first(day.atTime(from), zone);
  }

  private Instant end(LocalDate day, ZoneId zone) {
    LocalDate last = to.isBefore(from) ? day.plusDays(1) : day;
    return last(last.atTime(to), zone);
  }

  private static Instant first(LocalDateTime time, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(time);
    if (change == null) {
      return time.atZone(zone).toInstant();
    }
    return change.isGap() ? change.getInstant() : time.toInstant(change.getOffsetBefore());
  }

  private static Instant last(LocalDateTime time, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(time);
    if (change == null) {
      return time.atZone(zone).toInstant();
    }
    return change.isGap() ? change.getInstant() : time.toInstant(change.getOffsetAfter());
  }

  /**
   * Quiet hours of one day, as instants.
   *
   * @param from is in them
   * @param until is not any more
   */
  public record Window(Instant from, Instant until) {}
}
