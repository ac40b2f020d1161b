package io.chasqui.platform.task;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets nothing be removed while the database's clock and this machine's disagree: one of them is
 * wrong then, and what seems to be years old may have come today. What was removed does not come
 * back, what was kept for too long goes as soon as the clock is right.
 */
public final class ClockGuard {

  /**
   * Clocks that are set by NTP differ by milliseconds, one that was set to the wrong zone by hours,
   * which is little for what is kept for days. Beyond that a clock has jumped.
   */
  static final Duration MOST = Duration.ofDays(1);

  private static final Logger log = LoggerFactory.getLogger(ClockGuard.class);

  private final Supplier<Duration> offset;
  private final AtomicBoolean agreed = new AtomicBoolean(true);

  /**
   * @param offset this machine's clock minus the database's, now
   */
  public ClockGuard(Supplier<Duration> offset) {
    this.offset = offset;
  }

  /** Asks both clocks whether something may be removed now, and tells when that changes. */
  boolean letRemove() {
    Duration now = offset.get();
    boolean agree = now.abs().compareTo(MOST) <= 0;
    if (agreed.getAndSet(agree) != agree) {
      tell(agree, now);
    }
    return agree;
  }

  private static void tell(boolean agree, Duration offset) {
    if (agree) {
      log.info("The clocks agree again: what is old enough is removed as before");
    } else {
      log.error(
          "Nothing is erased or removed: this machine's clock is {} days {} the database's, so that"
              + " nobody knows what is old. Set the wrong one of the two right, best by NTP; then"
              + " it goes on by itself",
          offset.abs().toDays(),
          offset.isNegative() ? "behind" : "ahead of");
    }
  }
}
