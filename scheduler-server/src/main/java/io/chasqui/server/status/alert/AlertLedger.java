package io.chasqui.server.status.alert;

import io.chasqui.server.status.alert.AlertCondition.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The alerts there are. Its times are the database's. */
public interface AlertLedger {

  /**
   * Waits until no other server looks, and keeps others from it until the transaction ends.
   *
   * @return when the turn was taken: what happened until then is seen by this look
   */
  Instant takeTurn();

  /**
   * Those that are open.
   *
   * @param kinds of these kinds alone
   */
  List<Alert> open(List<String> kinds);

  /**
   * Opens an alert. One that is open is given the new detail; one whose last message is no older
   * than {@code quiet} is opened again, and that is not told before this time is over.
   */
  void raise(AlertCondition condition, Duration quiet);

  /** Ends an open alert. */
  void resolve(Key key);

  /**
   * Marks as told what people do not know yet: alerts that are open, those that are over, and jobs
   * that were set aside after the message about others. These have nothing in common, and nobody
   * may have looked at the first ones' rows for weeks.
   *
   * @param kinds of these kinds alone
   * @param turn when this look's turn was taken; jobs that were set aside later are not in its
   *     detail
   * @param quiet so long after the last message an alert that came back is not told, and neither
   *     are further jobs
   * @return what is to be told now
   */
  List<Alert> takeUntold(List<String> kinds, Instant turn, Duration quiet);

  /** Open ones first, then those that were resolved within the last 30 days, each newest first. */
  List<Alert> list(int limit);

  /** Removes some of what was resolved more than 30 days ago. */
  int removeOld(int atMost);

  /** Removes some rows of workers that have said nothing of their channel for two days. */
  int removeSilentWorkers(int atMost);
}
