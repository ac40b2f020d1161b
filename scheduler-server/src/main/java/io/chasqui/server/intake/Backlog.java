package io.chasqui.server.intake;

import io.chasqui.delivery.Deliveries;
import io.chasqui.platform.task.OneThread;
import io.chasqui.server.api.problem.ProblemType;
import io.chasqui.server.api.problem.RequestRefused;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Refuses requests when as many deliveries are open as may be: what is accepted must be kept. A
 * request does not wait for the count; it goes by one that is some seconds old, and has a new one
 * made.
 */
@Component
public class Backlog {

  /** As many deliveries are open as may be. */
  static final ProblemType FULL = new ProblemType("backlog-full", HttpStatus.SERVICE_UNAVAILABLE);

  private static final Duration UNTIL_THERE_MAY_BE_ROOM = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(Backlog.class);
  private static final Duration SHORTEST_AGE = Duration.ofSeconds(2);

  /** So that counting takes a twentieth of one connection's time at the most. */
  private static final int PART_OF_TIME = 20;

  private final Deliveries deliveries;
  private final IntakeSettings settings;
  private final Executor thread = OneThread.named("backlog-count");
  private final AtomicBoolean counting = new AtomicBoolean();
  private volatile long countAgainAt = System.nanoTime();
  private volatile boolean full;

  Backlog(Deliveries deliveries, IntakeSettings settings) {
    this.deliveries = deliveries;
    this.settings = settings;
  }

  /**
   * @throws RequestRefused when there is no room
   */
  public void requireRoom() {
    if (System.nanoTime() - countAgainAt >= 0 && counting.compareAndSet(false, true)) {
      thread.execute(this::count);
    }
    if (full) {
      throw new RequestRefused(FULL, UNTIL_THERE_MAY_BE_ROOM);
    }
  }

  private void count() {
    long begin = System.nanoTime();
    try {
      boolean isFull = deliveries.hasOpen(settings.maxOpenDeliveries());
      if (isFull && !full) {
        log.warn(
            "{} deliveries are open, no more are accepted: look why they are not sent, or raise"
                + " chasqui.schedule.max-open-deliveries",
            settings.maxOpenDeliveries());
      } else if (full && !isFull) {
        log.info("There is room for deliveries again");
      }
      full = isFull;
    } catch (RuntimeException e) {
      log.debug("Open deliveries could not be counted", e);
    } finally {
      long end = System.nanoTime();
      countAgainAt = end + Math.max(SHORTEST_AGE.toNanos(), PART_OF_TIME * (end - begin));
      counting.set(false);
    }
  }
}
