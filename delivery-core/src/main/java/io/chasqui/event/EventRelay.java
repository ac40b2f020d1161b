package io.chasqui.event;

import io.chasqui.event.Handover.Refusal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands the stored events of one publisher to its broker, some at a time. Any number of servers do
 * so, one of them at any moment; one that dies gives the events back with its transaction, so that
 * they may arrive twice but never not at all.
 */
final class EventRelay {

  private static final Logger log = LoggerFactory.getLogger(EventRelay.class);

  private static final int BATCH = 500;

  private final String publisherName;
  private final EventOutbox outbox;
  private final EventPublisher publisher;
  private final TransactionTemplate transaction;
  private final EventMeters meters;

  EventRelay(
      String publisherName,
      EventOutbox outbox,
      EventPublisher publisher,
      TransactionTemplate transaction,
      EventMeters meters) {
    this.publisherName = publisherName;
    this.outbox = outbox;
    this.publisher = publisher;
    this.transaction = transaction;
    this.meters = meters;
  }

  /** Hands over the oldest events, unless another server is doing so. */
  Round runOnce() {
    Round round = transaction.execute(status -> outbox.lock() ? handOldest() : Round.NOTHING);
    return round == null ? Round.NOTHING : round;
  }

  private Round handOldest() {
    Collection<OutboxEvent> events = firstOfEachSubject(outbox.oldest(BATCH));
    if (events.isEmpty()) {
      return Round.NOTHING;
    }
    Handover handover = publisher.hand(List.copyOf(events));
    outbox.remove(handover.arrived());
    outbox.setAside(handover.refused());
    handover.refused().forEach(this::tell);
    meters.handed(handover);
    return new Round(true, handover.problem());
  }

  /** The next of a subject goes out when this one has arrived: so they never change places. */
  private static Collection<OutboxEvent> firstOfEachSubject(List<OutboxEvent> oldestFirst) {
    Map<UUID, OutboxEvent> firsts = new LinkedHashMap<>();
    oldestFirst.forEach(event -> firsts.putIfAbsent(event.subjectId(), event));
    return firsts.values();
  }

  private void tell(Refusal refusal) {
    log.warn(
        "{} will not take event {} ({}), it is set aside in event_refused: {}",
        publisherName,
        refusal.event().sequence(),
        refusal.event().type(),
        refusal.reason());
  }

  /**
   * What one turn came to.
   *
   * @param tried whether there was something to hand over, and nobody else was at it
   * @param problem why not all of it has arrived; null: it has
   */
  record Round(boolean tried, @Nullable String problem) {

    static final Round NOTHING = new Round(false, null);
  }
}
