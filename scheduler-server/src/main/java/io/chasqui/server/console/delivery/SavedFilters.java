package io.chasqui.server.console.delivery;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps lists under names. */
public interface SavedFilters {

  /** Somebody has no more than these. */
  int MOST = 30;

  /** What this person sees, by their names: their own, and those for all. */
  List<SavedFilter> seenBy(String person);

  /** Empty when there is none. */
  Optional<SavedFilter> find(UUID id);

  /**
   * Keeps one more.
   *
   * @return false: its owner has {@link #MOST} already
   */
  boolean add(SavedFilter filter);

  /** Removes it, if it is there. */
  void remove(UUID id);
}
