package io.chasqui.server.recipient.category;

import io.chasqui.contract.delivery.Channel;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How many messages of a category somebody gets.
 *
 * @param max so many, at least 1
 * @param per in any time so long, in whole seconds
 * @param channels those that are counted and bounded; empty: all
 * @param policy what becomes of one too many
 */
public record Cap(int max, Duration per, Set<Channel> channels, Policy policy) {

  public Cap {
    channels =
        channels.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(channels));
  }

  /** What becomes of what cannot be sent now. */
  public enum Policy {
    /** It waits. */
    HOLD,
    /** Another channel is tried. */
    NEXT,
    /** It is not sent. */
    DROP
  }
}
