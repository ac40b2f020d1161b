package io.chasqui.worker.attempt;

import io.chasqui.delivery.EndOfAttempt;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outcomes that could not be stored when they were known, because the database was away. They are
 * kept until they are stored, or until their lease is over and others have decided without them.
 */
final class LateOutcomes {

  private static final Logger log = LoggerFactory.getLogger(LateOutcomes.class);

  private final Queue<Kept> kept = new ConcurrentLinkedQueue<>();

  /**
   * @param record stores it; throws when it still cannot be
   * @param lease how long nobody else decides
   */
  void keep(EndOfAttempt end, Runnable record, Duration lease) {
    kept.add(new Kept(end, record, System.nanoTime() + lease.toNanos()));
  }

  /** Stores what can be stored now; the first failure ends the round. */
  void record() {
    for (Kept one = kept.peek(); one != null; one = kept.peek()) {
      try {
        one.record().run();
        log.info(
            "Outcome {} of attempt {} of delivery {} is stored now",
            one.end().outcome().kind(),
            one.end().attempt(),
            one.end().id());
      } catch (RuntimeException e) {
        if (System.nanoTime() - one.until() < 0) {
          return;
        }
        log.error(
            "Outcome {} of attempt {} of delivery {} could not be stored within its lease; the"
                + " attempt will be taken for one whose worker was lost",
            one.end().outcome().kind(),
            one.end().attempt(),
            one.end().id(),
            e);
      }
      kept.remove(one);
    }
  }

  /**
   * An outcome.
   *
   * @param until by {@link System#nanoTime}
   */
  private record Kept(EndOfAttempt end, Runnable record, long until) {}
}
