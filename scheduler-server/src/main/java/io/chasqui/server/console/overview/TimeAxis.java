package io.chasqui.server.console.overview;

import io.chasqui.server.console.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Times from left to right.
 *
 * @param from its left edge, a multiple of a step
 * @param places how many steps there are
 */
record TimeAxis(Instant from, Duration step, int places) {

  /** The last step has this moment in it. */
  static TimeAxis endingWith(Instant now, Duration step, int places) {
    return new TimeAxis(beginning(now, step).minus(step.multipliedBy(places - 1L)), step, places);
  }

  /** The first step has this moment in it. */
  static TimeAxis beginningWith(Instant now, Duration step, int places) {
    return new TimeAxis(beginning(now, step), step, places);
  }

  private static Instant beginning(Instant time, Duration step) {
    long seconds = step.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
  }

  Instant to() {
    return at(places);
  }

  /** When a step begins. */
  Instant at(int place) {
    return from.plus(step.multipliedBy(place));
  }

  /** The step that a time lies in; beyond the edges it is none of them. */
  int place(Instant time) {
    return (int) Math.floorDiv(Duration.between(from, time).toSeconds(), step.toSeconds());
  }

  /** Where a time stands: 0 at the left edge, 1 at the right one. */
  double part(Instant time) {
    return (double) Duration.between(from, time).toMillis()
        / Duration.between(from, to()).toMillis();
  }

  /** What is written below it. */
  List<String> labels(Words words) {
    return List.of(label(from, words), label(at(places / 2), words), label(to(), words));
  }

  /** A time as it is written beside numbers. */
  String label(Instant time, Words words) {
    boolean isOfDays = Duration.between(from, to()).compareTo(Duration.ofDays(2)) > 0;
    return isOfDays ? words.day(time) : words.minute(time);
  }

  /** The same, whatever the day. */
  String exactLabel(Instant time, Words words) {
    return words.day(time) + ", " + words.minute(time);
  }
}
