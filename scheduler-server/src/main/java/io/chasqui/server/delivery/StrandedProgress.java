package io.chasqui.server.delivery;

/** How far Telegram deliveries had come that are gone. */
public interface StrandedProgress {

  /**
   * Removes at most so many of them.
   *
   * @return how many were removed
   */
  int remove(int atMost);
}
