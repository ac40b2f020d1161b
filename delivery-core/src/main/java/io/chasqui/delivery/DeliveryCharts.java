package io.chasqui.delivery;

import io.chasqui.contract.delivery.DeliveryStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What charts of deliveries are drawn from, and how it is counted. */
public interface DeliveryCharts {

  /** So many that are due within five minutes are counted, of a channel. */
  int MOST_DUE = 100_000;

  /** So many of each state are looked through for why they did not arrive, the newest. */
  int MOST_UNDELIVERED = 5_000;

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

  /**
   * How many ended since a minute's beginning, by their state; {@code UNCERTAIN} is one. Up to this
   * moment: what is not counted yet is read from the deliveries, at most {@link #MOST_DUE} of them.
   *
   * @return nothing of a state in which none ended
   */
  Map<DeliveryStatus, Long> endedSince(Instant from);

  /**
   * The newest deliveries that failed, were too late, or are uncertain, and how often it was for
   * that reason among the newest {@link #MOST_UNDELIVERED} of the state.
   *
   * @param since counts those alone that ended at or after
   * @param limit at most so many, 1 or more
   */
  List<Undelivered> undelivered(Instant since, int limit);

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
