package io.chasqui.platform.task;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a row's next step is taken.
 *
 * @param dueAt by the database's clock; null: not at a stated time
 * @param after from the end of this step on; null: not after a wait
 */
public record NextStep(@Nullable Instant dueAt, @Nullable Duration after) {

  /** Never: the work is done. The row may stay, or have been deleted by the step. */
  public static final NextStep NONE = new NextStep(null, null);

  /** As soon as a hand is free. */
  public static final NextStep NOW = in(Duration.ZERO);

  /** At a time, by the database's clock. */
  public static NextStep at(Instant time) {
    return new NextStep(time, null);
  }

  /** Some time after this step has ended. */
  public static NextStep in(Duration wait) {
    return new NextStep(null, wait);
  }
}
