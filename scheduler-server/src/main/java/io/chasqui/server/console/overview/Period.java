package io.chasqui.server.console.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** How far back the first page looks, and of how long a time each bar of its charts is. */
public enum Period {
  /** The last hour. */
  HOUR("1h", Duration.ofHours(1), Duration.ofMinutes(1)),
  /** The last six hours. */
  SIX_HOURS("6h", Duration.ofHours(6), Duration.ofMinutes(5)),
  /** The last day. */
  DAY("24h", Duration.ofHours(24), Duration.ofMinutes(15)),
  /** The last week. */
  WEEK("7d", Duration.ofDays(7), Duration.ofHours(2)),
  /** The last thirty days. */
  MONTH("30d", Duration.ofDays(30), Duration.ofHours(8));

  private final String word;
  private final Duration length;
  private final Duration step;

  Period(String word, Duration length, Duration step) {
    this.word = word;
    this.length = length;
    this.step = step;
  }

  /** The one of a word; {@link #HOUR} when it is none. */
  static Period ofWord(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst().orElse(HOUR);
  }

  /** As addresses have it. */
  public String word() {
    return word;
  }

  /** Its times, up to the end of the step that is now. */
  TimeAxis until(Instant now) {
    return TimeAxis.endingWith(now, step, (int) length.dividedBy(step));
  }

  /** Whether minutes are kept for so long. */
  boolean isByMinute() {
    return length.compareTo(Duration.ofDays(1)) <= 0;
  }
}
