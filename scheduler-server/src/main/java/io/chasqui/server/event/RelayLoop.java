package io.chasqui.server.event;

import io.chasqui.platform.log.FailureLog;
import io.chasqui.server.event.EventRelay.Round;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Relays again and again: at once while there is more, soon when there was nothing, and after a
 * growing pause while the broker is away, of which it speaks once.
 */
final class RelayLoop implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(RelayLoop.class);

  private static final Duration DATABASE_AWAY = Duration.ofSeconds(5);

  private final String publisher;
  private final Supplier<Round> relay;
  private final Pauses pauses;
  private int failures;

  RelayLoop(String publisher, Supplier<Round> relay, Pauses pauses) {
    this.publisher = publisher;
    this.relay = relay;
    this.pauses = pauses;
  }

  /** Runs until its thread is interrupted. */
  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(turn().toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Relays once.
   *
   * @return how long to pause before the next turn
   */
  Duration turn() {
    try {
      return after(relay.get());
    } catch (RuntimeException e) {
      return after(e);
    }
  }

  private Duration after(Round round) {
    if (round.problem() == null) {
      tellThatItIsBack();
      return round.tried() ? Duration.ZERO : pauses.idle();
    }
    if (!round.tried()) {
      return pauses.idle();
    }
    if (failures++ == 0) {
      log.warn(
          "Events cannot be handed to {}, they wait in the database: {}",
          publisher,
          round.problem());
    }
    return pauses.afterFailure(failures);
  }

  private void tellThatItIsBack() {
    if (failures > 0) {
      log.info("Events are handed to {} again", publisher);
      failures = 0;
    }
  }

  private Duration after(RuntimeException e) {
    if (Thread.currentThread().isInterrupted()) {
      return Duration.ZERO;
    }
    FailureLog.tell(
        log, "Events for " + publisher + " could not be relayed", "the next try is soon", e);
    return DATABASE_AWAY;
  }

  /**
   * How long the loop pauses.
   *
   * @param idle when there was nothing to hand over: so late may an event be
   * @param first after the first failure; doubled after each further one
   * @param longest of those
   */
  record Pauses(Duration idle, Duration first, Duration longest) {

    static final Pauses USUAL =
        new Pauses(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(30));

    private static final int MOST_DOUBLINGS = 10;

    Duration afterFailure(int failures) {
      Duration grown = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
      return grown.compareTo(longest) < 0 ? grown : longest;
    }
  }
}
