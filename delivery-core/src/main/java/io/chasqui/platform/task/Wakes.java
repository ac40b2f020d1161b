package io.chasqui.platform.task;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets threads sleep until they are woken up; a call that comes while one is awake is not lost. */
final class Wakes {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition called = lock.newCondition();
  private long calls;

  /** How many there were; to be asked before one looks whether there is something to do. */
  long count() {
    lock.lock();
    try {
      return calls;
    } finally {
      lock.unlock();
    }
  }

  /** Wakes all up. */
  void call() {
    lock.lock();
    try {
      calls++;
      called.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sleeps, unless there were more calls than that, and until there are.
   *
   * @throws InterruptedException when the thread is to end
   */
  void sleep(Duration atMost, long knownCalls) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (calls == knownCalls && left > 0) {
        left = called.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The shorter one. */
  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
