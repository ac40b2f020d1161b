package io.chasqui.platform.log;

import io.chasqui.platform.TemporarilyUnavailable;
import io.chasqui.platform.db.DatabaseAway;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.StringUtils;

/** How it is told that something failed which goes on by itself. */
public final class FailureLog {

  private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

  /** Of this process: everything in it that needs the database finds the same. */
  private static final AtomicLong toldAt = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

  private FailureLog() {}

  /**
   * Tells that the database is away when that is the reason, else what failed with its stack trace:
   * then it is a fault of ours.
   *
   * @param log of whoever failed
   * @param what could not be done
   * @param next what comes now, e.g. {@code the next try is in a minute}
   */
  public static void tell(Logger log, String what, String next, Exception e) {
    if (DatabaseAway.isReasonOf(e)) {
      databaseIsAway(log, what, e);
    } else {
      log.warn("{}; {}", what, next, e);
    }
  }

  /**
   * Tells it in one line a minute, however many find it out. What is {@link TemporarilyUnavailable}
   * though the database is there says itself why.
   *
   * @param e by which it was found out; told are its cause's class, and all of it at DEBUG
   */
  public static void databaseIsAway(Logger log, String what, Exception e) {
    if (!isTimeToTell()) {
      log.debug("{}: the database is away", what, e);
    } else if (e instanceof TemporarilyUnavailable) {
      log.error("{}. {}. Told once a minute", e.getMessage(), StringUtils.capitalize(what));
    } else {
      log.warn(
          "The database is away ({}): {}. What needs it waits or is refused, and goes on by itself"
              + " when it is back; see whether it runs and can be reached. Told once a minute",
          NestedExceptionUtils.getMostSpecificCause(e).getClass().getSimpleName(),
          what);
      log.debug("{}: the database is away", what, e);
    }
  }

  private static boolean isTimeToTell() {
    long now = System.nanoTime();
    long last = toldAt.get();
    return now - last >= PAUSE_NANOS && toldAt.compareAndSet(last, now);
  }
}
