package io.chasqui.server.notification.broker;

import io.chasqui.platform.db.DatabaseAway;
import io.chasqui.server.notification.broker.ConsumedMeters.Result;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes messages of one source: reads them, and decides those that nobody has decided before, all
 * in one transaction with the note that they were.
 */
final class MessageIntake {

  private static final Logger log = LoggerFactory.getLogger(MessageIntake.class);

  private final MessageReader reader;
  private final ConsumedMessages consumed;
  private final EventDecisions decisions;
  private final TransactionTemplate transaction;
  private final ConsumedMeters meters;

  MessageIntake(
      MessageReader reader,
      ConsumedMessages consumed,
      EventDecisions decisions,
      TransactionTemplate transaction,
      ConsumedMeters meters) {
    this.reader = reader;
    this.consumed = consumed;
    this.decisions = decisions;
    this.transaction = transaction;
    this.meters = meters;
  }

  /**
   * Takes messages. When it returns, what came of them is committed.
   *
   * @return those that are to be set aside; all others are done with
   * @throws RuntimeException when the database is away; then none of them is taken, or those are
   *     that will be found to be known
   */
  List<SetAside> take(List<BrokerMessage> messages, Wanted wanted) {
    List<SetAside> dead = new ArrayList<>();
    List<Read> events = new ArrayList<>();
    int ignored = 0;
    for (BrokerMessage message : messages) {
      Reading reading = reader.read(message, wanted);
      if (reading instanceof Reading.Event event) {
        events.add(new Read(message, event.event()));
      } else if (reading instanceof Reading.Unreadable unreadable) {
        dead.add(new SetAside(message, unreadable.reason()));
      } else {
        ignored++;
      }
    }
    meters.count(Result.IGNORED, ignored);
    dead.addAll(decide(events));
    meters.count(Result.DEAD, dead.size());
    return dead;
  }

  /** Whether the database answers. */
  boolean isDatabaseThere() {
    try {
      transaction.executeWithoutResult(status -> consumed.look());
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** All together, and where that fails each for itself, so that one holds up no other. */
  private List<SetAside> decide(List<Read> events) {
    if (events.isEmpty()) {
      return List.of();
    }
    try {
      decideTogether(events.stream().map(Read::event).toList());
      return List.of();
    } catch (RuntimeException e) {
      if (DatabaseAway.isReasonOf(e)) {
        throw e;
      }
      if (events.size() == 1) {
        log.error("{} could not be decided and is set aside", events.get(0).event(), e);
        return List.of(new SetAside(events.get(0).message(), PoisonReason.FAILED));
      }
      return events.stream().flatMap(one -> decide(List.of(one)).stream()).toList();
    }
  }

  private void decideTogether(List<IncomingEvent> events) {
    Map<Result, Integer> results =
        Objects.requireNonNull(transaction.execute(status -> decideFresh(events)));
    results.forEach(meters::count);
  }

  private Map<Result, Integer> decideFresh(List<IncomingEvent> events) {
    String source = events.get(0).source();
    Set<String> unknown =
        consumed.note(source, events.stream().map(IncomingEvent::messageId).toList());
    Set<String> taken = new HashSet<>();
    List<IncomingEvent> fresh =
        events.stream()
            .filter(event -> unknown.contains(event.messageId()) && taken.add(event.messageId()))
            .toList();
    Map<Result, Integer> results = new EnumMap<>(Result.class);
    results.put(Result.DUPLICATE, events.size() - fresh.size());
    if (!fresh.isEmpty()) {
      decisions.decide(fresh).forEach(result -> results.merge(result, 1, Integer::sum));
    }
    return results;
  }

  private record Read(BrokerMessage message, IncomingEvent event) {}
}
