package io.chasqui.worker.report;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what the large reports of one worker take while they are sent: many at once would be more
 * than its heap. Small ones are not counted, there are only as many as the worker has hands.
 */
final class ReportMemoryBudget {

  private static final long LARGE = 1 << 20;
  private static final long UNIT = 1 << 10;

  private final int units;
  private final Duration longestWait;
  private final Semaphore free;

  /**
   * @param bytes for all large reports; a report that is larger is sent alone
   * @param longestWait of an attempt for others to end
   */
  ReportMemoryBudget(long bytes, Duration longestWait) {
    this.longestWait = longestWait;
    this.units = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / UNIT));
    this.free = new Semaphore(units, true);
  }

  /** For an attempt, which has taken nothing yet. */
  Part part() {
    return new Part();
  }

  private int unitsFor(long bytes) {
    return bytes <= LARGE ? 0 : (int) Math.min(units, (bytes + UNIT - 1) / UNIT);
  }

  /** What one attempt takes; one thread uses it. */
  final class Part implements AutoCloseable {

    private int held;

    /**
     * Takes it now.
     *
     * @throws Full when there is not so much left, or something else was taken before
     */
    void take(long bytes) throws Full {
      int wanted = unitsFor(bytes);
      if (held >= wanted) {
        return;
      }
      if (held > 0 || !free.tryAcquire(wanted)) {
        throw new Full(bytes);
      }
      held = wanted;
    }

    /**
     * Takes it when its turn has come.
     *
     * @throws Full when that does not come in time
     */
    void await(long bytes) throws Full {
      int wanted = unitsFor(bytes);
      try {
        if (!free.tryAcquire(wanted, longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new Full(bytes);
        }
        held = wanted;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Full(bytes);
      }
    }

    @Override
    public void close() {
      free.release(held);
      held = 0;
    }
  }

  /** There is no room now. */
  static final class Full extends IOException {

    private static final long serialVersionUID = 1L;

    private final long bytes;

    Full(long bytes) {
      super("no memory for another large report");
      this.bytes = bytes;
    }

    long bytes() {
      return bytes;
    }
  }
}
