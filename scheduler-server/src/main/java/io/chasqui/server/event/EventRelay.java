package io.chasqui.server.event;

import io.chasqui.server.event.EventOutbox.Oldest;
import io.chasqui.server.event.PublishResult.Refusal;
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
    Round round =
        transaction.execute(status -> outbox.lock() ? handOldest() : Round.TURN_OF_ANOTHER);
    return round == null ? Round.NOTHING : round;
  }

  private Round handOldest() {
    Oldest oldest = outbox.oldest(BATCH);
    if (oldest.events().isEmpty() && oldest.unreadable().isEmpty()) {
      return Round.NOTHING;
    }
    PublishResult handover = hand(firstOfEachSubject(oldest.events()));
    outbox.remove(handover.arrived());
    meters.arrived(handover.arrived().size());
    setAside(handover.refused(), "the broker does not take them");
    setAside(oldest.unreadable(), "this server is too old to read them");
    return new Round(true, handover.problem());
  }

  private PublishResult hand(Collection<OutboxEvent> events) {
    return events.isEmpty() ? PublishResult.NOTHING : publisher.hand(List.copyOf(events));
  }

  private void setAside(List<Refusal> refused, String why) {
    if (refused.isEmpty()) {
      return;
    }
    outbox.setAside(refused);
    meters.refused(refused.size());
    log.warn(
        "{} events for {} are set aside in event_refused, {}; the first is {}: {}",
        refused.size(),
        publisherName,
        why,
        refused.get(0).sequence(),
        refused.get(0).reason());
  }

  /** The next of a subject goes out when this one has arrived: so they never change places. */
  private static Collection<OutboxEvent> firstOfEachSubject(List<OutboxEvent> oldestFirst) {
    Map<UUID, OutboxEvent> firsts = new LinkedHashMap<>();
    oldestFirst.forEach(event -> firsts.putIfAbsent(event.subjectId(), event));
    return firsts.values();
  }

  /**
   * What one turn came to.
   *
   * @param tried whether there was something to hand over, and nobody else was at it
   * @param problem why not all of it has arrived; null: it has
   */
  record Round(boolean tried, @Nullable String problem) {

    /** All has arrived already. */
    static final Round NOTHING = new Round(false, null);

    /** Another server holds the lock; nothing is known. */
    static final Round TURN_OF_ANOTHER = new Round(false, "another server is handing over");
  }
}
