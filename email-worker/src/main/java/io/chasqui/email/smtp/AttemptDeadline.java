package io.chasqui.email.smtp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Ends an attempt that takes too long by cutting its connection. Time-outs of single replies and
 * writes are not enough: a server that sends a byte now and then, or a thin line, could hold an
 * attempt beyond the worker's lease, and another worker would send the mail again.
 */
final class AttemptDeadline {

  private final long endsAt;
  private final Duration longestWrite;
  private @Nullable CuttableSocket wire;
  private boolean passed;

  /**
   * @param now of {@link System#nanoTime}
   * @param longestAttempt from now on; or the longest question whether a connection lives
   * @param longestWrite any single write
   */
  AttemptDeadline(long now, Duration longestAttempt, Duration longestWrite) {
    this.endsAt = now + longestAttempt.toNanos();
    this.longestWrite = longestWrite;
  }

  /** From now on the attempt goes over this connection, which is cut in time. */
  synchronized void watch(CuttableSocket wire) {
    this.wire = wire;
    if (passed) {
      wire.cut("the attempt has taken too long");
    }
  }

  /** The connection is not the attempt's any more. */
  synchronized void unwatch() {
    wire = null;
  }

  /** Cuts the connection if it is time. */
  synchronized void look(long now) {
    passed |= now - endsAt >= 0;
    if (wire == null) {
      return;
    }
    if (passed) {
      wire.cut("the attempt has taken too long");
    } else if (wire.writesSince(now).compareTo(longestWrite) >= 0) {
      wire.cut("a write has taken too long");
    }
  }
}
