package io.chasqui.worker.lane;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one look for the work of a share has brought.
 *
 * @param jobs how many were taken
 * @param untilNext how long until the next job of the share is due, which is scheduled already;
 *     null: that is not known, more may be due now
 */
public record Brought(int jobs, @Nullable Duration untilNext) {

  /** Longer than anybody sleeps: nothing is scheduled. */
  public static final Duration NEVER = Duration.ofDays(1);

  public static final Brought NOTHING = new Brought(0, null);

  /** Jobs after which others may be due now. */
  public static Brought some(int jobs) {
    return new Brought(jobs, null);
  }

  /** The same after others. */
  public Brought after(int others) {
    return new Brought(others + jobs, untilNext);
  }
}
