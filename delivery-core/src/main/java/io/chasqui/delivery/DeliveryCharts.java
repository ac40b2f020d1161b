package io.chasqui.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What charts of deliveries are drawn from, and how it is counted. */
public interface DeliveryCharts {

  /** So many that are due within five minutes are counted, of a channel. */
  int MOST_DUE = 100_000;

  /**
   * Counts what has ended since the last time, up to some seconds ago, unless another process is
   * doing so; after it was away for long, an hour of it. What is older than two days becomes hours.
   *
   * @return whether there is more to be counted at once
   */
  boolean count();

  /** Until when it is counted: later minutes are not empty, they are not known. */
  Instant countedUntil();

  /**
   * What ended, by the minute; of the last two days.
   *
   * @param from at or after this minute's beginning
   * @param to before this one's
   */
  List<EndedCount> byMinute(Instant from, Instant to);

  /**
   * What ended, by the hour; of as long as deliveries are kept. The last two days are summed up.
   *
   * @param from at or after this hour's beginning, UTC
   * @param to before this one's
   */
  List<EndedCount> byHour(Instant from, Instant to);

  /** Why deliveries failed within the last so long, by their number, the most frequent first. */
  List<FailureCount> failures(Duration within);

  /** What will be due within an hour from now, in steps of five minutes. */
  List<DueCount> dueWithinAnHour();

  /**
   * Removes hours that are older.
   *
   * @return how many rows; fewer than {@code atMost} when none is left
   */
  int removeHours(Duration olderThan, int atMost);
}
