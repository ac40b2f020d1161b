package io.chasqui.server.notification.broker;

import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import io.chasqui.server.notification.broker.DeadLetterBox.Heap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** The dead letters of all brokers that messages are taken from. */
public final class DeadLetters {

  /** So many are looked at for their reasons, in each place. */
  private static final int LOOKED_AT = 1_000;

  private static final Duration AWAY = Duration.ofSeconds(30);
  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  private final List<DeadLetterBox> boxes;
  private final Audit audit;
  private final TransactionTemplate transaction;

  DeadLetters(List<DeadLetterBox> boxes, Audit audit, TransactionTemplate transaction) {
    this.boxes = List.copyOf(boxes);
    this.audit = audit;
    this.transaction = transaction;
  }

  /**
   * What there is.
   *
   * @throws RequestRefused when a broker cannot be reached
   */
  public List<Place> look() {
    List<Place> places = new ArrayList<>();
    for (DeadLetterBox box : boxes) {
      for (Heap heap : heaps(box)) {
        places.add(new Place(box.name(), heap));
      }
    }
    return places;
  }

  /** How many there are, of these at most. */
  public long count(int most) {
    return Math.min(most, look().stream().mapToLong(place -> place.heap().count()).sum());
  }

  /**
   * Moves the oldest ones of each broker back. Who does so is noted before: a broker takes part in
   * no transaction.
   *
   * @param most how many at most, at least 1
   * @return how many
   * @throws RequestRefused when a broker cannot be reached; some may have been moved
   */
  public int requeue(int most) {
    if (count(1) == 0) {
      return 0;
    }
    transaction.executeWithoutResult(
        status ->
            audit.record(
                Act.done("dead-letters.requeued", "DEAD_LETTERS", null).with("limit", most)));
    int moved = 0;
    for (DeadLetterBox box : boxes) {
      if (moved < most) {
        moved += requeue(box, most - moved);
      }
    }
    return moved;
  }

  private static int requeue(DeadLetterBox box, int most) {
    try {
      int moved = box.requeue(most);
      log.info("{} dead letters of {} were moved back", moved, box.name().word());
      return moved;
    } catch (BrokerAway e) {
      throw away(e);
    }
  }

  private static List<Heap> heaps(DeadLetterBox box) {
    try {
      return box.look(LOOKED_AT);
    } catch (BrokerAway e) {
      throw away(e);
    }
  }

  private static RequestRefused away(BrokerAway e) {
    log.debug("A broker could not be asked for its dead letters", e);
    return new RequestRefused(DeadLetterProblems.BROKER_AWAY, AWAY);
  }

  /**
   * The dead letters of one place.
   *
   * @param source at which broker
   */
  public record Place(ConsumerName source, Heap heap) {}
}
