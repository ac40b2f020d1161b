package io.chasqui.jobs;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again, with a pause before each time; a failure is told, no more. */
final class Rounds implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(Rounds.class);

  private final Duration pause;
  private final String failure;
  private final Runnable round;

  /**
   * @param failure what is logged when a round fails
   */
  Rounds(Duration pause, String failure, Runnable round) {
    this.pause = pause;
    this.failure = failure;
    this.round = round;
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

  private void runRound() {
    try {
      round.run();
    } catch (RuntimeException e) {
      log.warn("{}; the next try is in {}", failure, pause, e);
    }
  }
}
