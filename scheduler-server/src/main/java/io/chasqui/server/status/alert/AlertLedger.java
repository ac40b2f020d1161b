package io.chasqui.server.status.alert;

import io.chasqui.server.status.alert.AlertCondition.Key;
import java.time.Duration;
import java.util.List;

/** The alerts there are. Its times are the database's. */
public interface AlertLedger {

  /** Waits until no other server looks, and keeps others from it until the transaction ends. */
  void takeTurn();

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
   * Marks as told what people do not know yet: alerts that are open, those that are over, and those
   * whose condition has further parts.
   *
   * @param kinds of these kinds alone
   * @param further alerts with parts that nobody was told of
   * @param quiet so long after the last message an alert that came back is not told, and neither
   *     are further parts
   * @return what is to be told now
   */
  List<Alert> takeUntold(List<String> kinds, List<Key> further, Duration quiet);

  /** Open ones first, then those that were resolved within the last 30 days, each newest first. */
  List<Alert> list(int limit);

  /** Removes some of what was resolved more than 30 days ago. */
  int removeOld(int atMost);

  /** Removes some rows of workers that have said nothing of their channel for two days. */
  int removeSilentWorkers(int atMost);
}
