package io.chasqui.delivery;

import java.time.Duration;

/** For whom deliveries were and what they said, which is not kept as long as they are. */
public interface PersonalData {

  /**
   * Erases what names or tells of a person in deliveries that ended so long ago, by the database's
   * clock: recipient, subject, message, the attachment's name, what providers said, and the number
   * that a provider gave the message. State, times, codes, ids and the report's name stay. One that
   * is open or uncertain is left as it is. While another process erases nothing is done.
   *
   * @param atMost so many deliveries, at least 1
   * @return how many; fewer than {@code atMost} when none is left
   */
  int erase(Duration endedBefore, int atMost);
}
