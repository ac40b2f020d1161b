package io.chasqui.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sleeps until the next job is due, promotes, and sleeps again. */
final class PromotionLoop implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(PromotionLoop.class);

  /** Wake-ups may be lost: so late is a job at the most then. */
  static final Duration LONGEST_SLEEP = Duration.ofSeconds(5);

  private final DueJobPromoter promoter;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private Instant sleepsUntil = Instant.MIN;
  private boolean wakeUp;

  PromotionLoop(DueJobPromoter promoter, Clock clock) {
    this.promoter = promoter;
    this.clock = clock;
  }

  /** Runs until its thread is interrupted. */
  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        sleep(promoteAndPlan());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends the sleep early if it would last beyond a time at which a job is due. */
  void jobIsDue(Instant dueAt) {
    lock.lock();
    try {
      if (dueAt.isBefore(sleepsUntil)) {
        wakeUp = true;
        woken.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private Duration promoteAndPlan() {
    lock.lock();
    try {
      // What is signalled from here on may not be seen by the queries below.
      sleepsUntil = Instant.MAX;
      wakeUp = false;
    } finally {
      lock.unlock();
    }
    try {
      promoter.promoteDueJobs();
      return promoter
          .untilNextDue()
          .filter(wait -> wait.compareTo(LONGEST_SLEEP) < 0)
          .orElse(LONGEST_SLEEP);
    } catch (RuntimeException e) {
      log.warn("Due jobs could not be promoted; the next try is in {}", LONGEST_SLEEP, e);
      return LONGEST_SLEEP;
    }
  }

  private void sleep(Duration wait) throws InterruptedException {
    lock.lock();
    try {
      sleepsUntil = clock.instant().plus(wait);
      long nanos = wait.toNanos();
      while (!wakeUp && nanos > 0) {
        nanos = woken.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }
}
