package io.chasqui.server.notification;

import java.time.Duration;

/** What is left of notifications, and goes in time; counted by the database's clock. */
public interface NotificationRemains {

  /**
   * Empties what is personal of notifications that were over so long ago.
   *
   * @return how many; fewer than {@code atMost} when none is left
   */
  int erase(Duration after, int atMost);

  /**
   * Removes notifications that were over so long ago, with the list of their deliveries.
   *
   * @return how many; fewer than {@code atMost} when none is left
   */
  int remove(Duration after, int atMost);

  /**
   * Removes keys by which repetitions are not known any more.
   *
   * @return how many; fewer than {@code atMost} when none is left
   */
  int removeKeys(int atMost);

  /**
   * Removes the rows of people of whom nothing was counted for so long.
   *
   * @return how many; fewer than {@code atMost} when none is left
   */
  int removeCaps(Duration after, int atMost);
}
