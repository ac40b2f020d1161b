package io.chasqui.report;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a person that the storage lets nobody in, but not for each delivery. */
public final class DenialWarnings {

  private static final Logger log = LoggerFactory.getLogger(DenialWarnings.class);
  private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanos;
  private boolean hasWarned;
  private long warnedAt;

  /**
   * @param nanos a clock that nobody sets, as {@link System#nanoTime()}
   */
  public DenialWarnings(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Logs what to check, unless that was done within the last minute. */
  public synchronized void warn(StorageAccessDenied denied) {
    long now = nanos.getAsLong();
    if (!hasWarned || now - warnedAt >= PAUSE_NANOS) {
      hasWarned = true;
      warnedAt = now;
      log.warn("No report can be read or stored: {}", denied.getMessage());
    }
  }
}
