package io.chasqui.worker.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sleep of one thread, which others can end. A call that comes before the sleep is not lost.
 */
final class WakeableTimer {

  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rings = lock.newCondition();
  private Instant sleepsUntil = Instant.MAX;
  private boolean rung;
  private boolean heard;

  WakeableTimer(Clock clock) {
    this.clock = clock;
  }

  /**
   * What is heard from here on may be news to the thread that now looks for work.
   *
   * @return whether anything was heard since the last time, also what ended no sleep
   */
  boolean reset() {
    lock.lock();
    try {
      boolean before = heard;
      sleepsUntil = Instant.MAX;
      rung = false;
      heard = false;
      return before;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the sleep, or lets the next one not begin. */
  void ring() {
    ringBefore(Instant.MIN);
  }

  /** Ends the sleep early if it would last beyond {@code time}. */
  void ringBefore(Instant time) {
    lock.lock();
    try {
      heard = true;
      if (time.isBefore(sleepsUntil)) {
        rung = true;
        rings.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  void sleep(Duration longest) throws InterruptedException {
    lock.lock();
    try {
      sleepsUntil = clock.instant().plus(longest);
      long nanos = longest.toNanos();
      while (!rung && nanos > 0) {
        nanos = rings.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }
}
