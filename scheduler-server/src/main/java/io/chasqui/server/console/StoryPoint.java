package io.chasqui.server.console;

import io.chasqui.contract.delivery.AttemptView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a delivery, or will.
 *
 * @param at when
 * @param kind how it looks
 * @param title what, as the person reads it
 * @param lines what else is to be known of it
 * @param attempt null: it is none
 */
public record StoryPoint(
    Instant at, Kind kind, String title, List<String> lines, @Nullable AttemptView attempt) {

  public StoryPoint {
    lines = List.copyOf(lines);
  }

  /** Something that is no attempt. */
  public StoryPoint(Instant at, Kind kind, String title, List<String> lines) {
    this(at, kind, title, lines, null);
  }

  /** How far it is from what was wished, and whether it is over. */
  public enum Kind {
    /** It is over, and as it should be. */
    DONE,
    /** It is over, and nobody wished it. */
    BAD,
    /** It is going on. */
    NOW,
    /** It will be. */
    LATER
  }
}
