package io.chasqui.server.event;

/** Events that nobody waits for any more. Any number of servers remove them side by side. */
public interface OldEvents {

  /**
   * Removes events that no broker has taken for {@code chasqui.events.keep}, and all of a publisher
   * that no server has named for so long; each is counted as dropped.
   *
   * @return how many; fewer than {@code atMost} when none is left
   */
  int remove(int atMost);

  /**
   * Removes events that were set aside as long ago.
   *
   * @return how many; fewer than {@code atMost} when none is left
   */
  int removeRefused(int atMost);
}
