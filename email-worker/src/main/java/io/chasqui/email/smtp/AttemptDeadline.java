package io.chasqui.email.smtp;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends an attempt that takes too long by cutting its connection. Time-outs of single replies and
 * writes are not enough: a server that sends a byte now and then, or a thin line, could hold an
 * attempt beyond the worker's lease, and another worker would send the mail again.
 */
final class AttemptDeadline implements AutoCloseable {

  private final ScheduledFuture<?> timer;
  private @Nullable Wire wire;
  private boolean passed;

  AttemptDeadline(ScheduledExecutorService timers, Duration limit) {
    this.timer = timers.schedule(this::pass, limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The attempt goes on over this connection. */
  synchronized void goesOver(Wire wire) {
    this.wire = wire;
    if (passed) {
      wire.cut();
    }
  }

  /** The connection is not the attempt's any more. */
  synchronized void leavesWire() {
    wire = null;
  }

  @Override
  public void close() {
    timer.cancel(false);
    leavesWire();
  }

  private synchronized void pass() {
    passed = true;
    if (wire != null) {
      wire.cut();
    }
  }
}
