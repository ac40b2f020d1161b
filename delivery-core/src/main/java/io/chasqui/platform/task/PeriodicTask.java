package io.chasqui.platform.task;

import io.chasqui.platform.log.FailureLog;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that is done again and again; a bean of the feature it belongs to. A round begins a
 * pause after the one before has ended. A failure is logged, and the next round is the next try.
 *
 * @param first pause after the start
 * @param pause between two rounds
 * @param failure what is logged when a round fails: {@code Metrics could not be looked up}
 * @param round what is done; it may throw
 */
public record PeriodicTask(Duration first, Duration pause, String failure, Runnable round)
    implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(PeriodicTask.class);

  /** One that begins with a pause. */
  public PeriodicTask(Duration pause, String failure, Runnable round) {
    this(pause, pause, failure, round);
  }

  /** Does one round, and throws nothing. */
  @Override
  public void run() {
    try {
      round.run();
    } catch (RuntimeException e) {
      FailureLog.tell(log, failure, "the next try is in " + pause.toSeconds() + " s", e);
    }
  }
}
