package io.chasqui.server.template.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a message may take to be rendered, all its parts together. Asked at each step, since a
 * list of lists of lists takes long without writing anything. What counts is the work: a machine
 * that stands still for a moment is no fault of the template.
 */
public final class Budget {

  /** Of one message. */
  static final Duration MOST = Duration.ofMillis(100);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final LongSupplier clock;
  private final LongSupplier work;
  private final long begunAt;
  private final long workBefore;

  private Budget(LongSupplier clock, LongSupplier work) {
    this.clock = clock;
    this.work = work;
    this.begunAt = clock.getAsLong();
    this.workBefore = work.getAsLong();
  }

  /** One that begins now, for this thread. */
  public static Budget begin() {
    return THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled()
        ? of(System::nanoTime, THREADS::getCurrentThreadCpuTime)
        : of(System::nanoTime, System::nanoTime);
  }

  /**
   * @param clock as {@link System#nanoTime}, which is cheap to ask
   * @param work nanoseconds that the thread has worked
   */
  static Budget of(LongSupplier clock, LongSupplier work) {
    return new Budget(clock, work);
  }

  void spend() {
    if (clock.getAsLong() - begunAt > MOST.toNanos()
        && work.getAsLong() - workBefore > MOST.toNanos()) {
      throw new RenderingStopped(Rendered.Reason.TOO_SLOW, MOST.toMillis());
    }
  }
}
