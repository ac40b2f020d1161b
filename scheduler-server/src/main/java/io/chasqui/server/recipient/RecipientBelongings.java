package io.chasqui.server.recipient;

import java.util.UUID;

/** What a feature keeps of recipients besides deliveries; a bean of each that does. */
public interface RecipientBelongings {

  /** One recipient becomes part of another, in the transaction of the caller. */
  void move(UUID from, UUID to);

  /**
   * Empties some of what is kept of a recipient who was erased.
   *
   * @return how many; fewer than {@code atMost} when none is left
   */
  int erase(UUID recipient, int atMost);
}
