package io.chasqui.server.notification.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a channel may be used.
 *
 * @param at the earliest time; of one that is dropped the time that was looked at
 * @param reason of one that is dropped
 */
record Slot(Kind kind, Instant at, @Nullable String reason) {

  enum Kind {
    /** At its time it is used. */
    TAKEN,
    /** It has to wait, and another goes before it that has not. */
    RESERVE,
    /** It would be after the deadline. */
    TOO_LATE,
    /** A rule says that it is not sent at all. */
    DROPPED
  }
}
