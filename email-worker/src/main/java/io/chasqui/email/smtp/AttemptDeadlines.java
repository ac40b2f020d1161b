package io.chasqui.email.smtp;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at all running attempts now and then, in one thread. A timer for each attempt and each
 * write would wake a thread many times for each mail, and none of them is ever needed.
 */
final class AttemptDeadlines {

  private static final Logger log = LoggerFactory.getLogger(AttemptDeadlines.class);

  private static final Duration ROUND = Duration.ofMillis(100);

  private final Set<AttemptDeadline> running = ConcurrentHashMap.newKeySet();
  private final Duration longestAttempt;
  private final Duration longestWrite;

  AttemptDeadlines(Duration longestAttempt, Duration longestWrite) {
    this.longestAttempt = longestAttempt;
    this.longestWrite = longestWrite;
  }

  void lookWith(ScheduledExecutorService timer) {
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(
            this::look, ROUND.toMillis(), ROUND.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** An attempt begins. */
  AttemptDeadline begin() {
    return begin(longestAttempt);
  }

  /**
   * Something else begins that is to end as an attempt does.
   *
   * @param longest from now on
   */
  AttemptDeadline begin(Duration longest) {
    AttemptDeadline deadline = new AttemptDeadline(System.nanoTime(), longest, longestWrite);
    running.add(deadline);
    return deadline;
  }

  void end(AttemptDeadline deadline) {
    running.remove(deadline);
    deadline.unwatch();
  }

  private void look() {
    try {
      long now = System.nanoTime();
      running.forEach(deadline -> deadline.look(now));
    } catch (RuntimeException e) {
      // Or nobody would look again.
      log.warn("Attempts that take too long could not be ended; the next round tries again", e);
    }
  }
}
