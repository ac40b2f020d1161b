package io.chasqui.jobs;

import io.chasqui.platform.log.FailureLog;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again, with a pause before each time; a failure is told, no more. */
public final class PeriodicThread implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(PeriodicThread.class);

  private final String name;
  private final Duration pause;
  private final String failure;
  private final Runnable round;

  /**
   * @param name of the thread that runs them
   * @param failure what is logged when a round fails
   */
  public PeriodicThread(String name, Duration pause, String failure, Runnable round) {
    this.name = name;
    this.pause = pause;
    this.failure = failure;
    this.round = round;
  }

  /** A thread that runs them, until it is interrupted, and does not hold up the process's end. */
  public Thread thread() {
    Thread thread = new Thread(this, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Runs until its thread is interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(pause.toMillis());
        runRound();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs one, in the thread that asks for it. */
  public void runRound() {
    try {
      round.run();
    } catch (RuntimeException e) {
      FailureLog.tell(log, failure, "the next try is in " + pause.toSeconds() + " s", e);
    }
  }
}
