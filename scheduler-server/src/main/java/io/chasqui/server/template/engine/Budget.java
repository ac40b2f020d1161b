package io.chasqui.server.template.engine;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a message may take to be rendered, all its parts together. Asked at each step, since a
 * list of lists of lists takes long without writing anything.
 */
public final class Budget {

  /** Of one message. */
  static final Duration MOST = Duration.ofMillis(100);

  private final LongSupplier nanos;
  private final long deadline;

  private Budget(LongSupplier nanos) {
    this.nanos = nanos;
    this.deadline = nanos.getAsLong() + MOST.toNanos();
  }

  /** One that begins now. */
  public static Budget begin() {
    return of(System::nanoTime);
  }

  static Budget of(LongSupplier nanos) {
    return new Budget(nanos);
  }

  void spend() {
    if (nanos.getAsLong() - deadline > 0) {
      throw new RenderingStopped(Rendered.Reason.TOO_SLOW, MOST.toMillis());
    }
  }
}
