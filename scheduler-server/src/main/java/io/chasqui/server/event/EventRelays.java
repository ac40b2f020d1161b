package io.chasqui.server.event;

import io.chasqui.server.event.EventSettings.PublisherName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The relays of all publishers of this server, a thread for each, and what is to be tidied up. */
final class EventRelays implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(EventRelays.class);

  private static final long STOP_MILLIS = 5_000;

  private final List<Relayed> relayed;
  private final EventPruner pruner;
  private final List<Thread> threads = new ArrayList<>();

  EventRelays(List<Relayed> relayed, EventPruner pruner) {
    this.relayed = List.copyOf(relayed);
    this.pruner = pruner;
  }

  /** Before requests are taken: from their first change on, events are stored. */
  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public synchronized void start() {
    for (Relayed each : relayed) {
      each.outbox().want();
      Thread thread =
          new Thread(
              new RelayLoop(each.name(), each.relay()::runOnce, RelayLoop.Pauses.USUAL),
              "events-" + each.name());
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  @Override
  public synchronized void stop() {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join(STOP_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    threads.clear();
    relayed.forEach(each -> each.publisher().close());
  }

  @Override
  public synchronized boolean isRunning() {
    return !threads.isEmpty();
  }

  /** Says that the publishers are wanted still. */
  void want() {
    relayed.forEach(each -> each.outbox().want());
  }

  /**
   * Forgets publishers that no server has named for {@code chasqui.events.keep}, and removes all
   * their events, and those that no broker has taken for so long; each is counted as dropped.
   *
   * @return how many; fewer than {@code atMost} when none is left
   */
  int remove(int atMost) {
    pruner.forgetUnwanted();
    int removed = 0;
    for (PublisherName name : PublisherName.values()) {
      removed += remove(name.name().toLowerCase(Locale.ROOT), atMost - removed);
    }
    return removed;
  }

  private int remove(String publisher, int atMost) {
    int removed = pruner.prune(publisher, atMost);
    if (removed > 0) {
      log.warn("{} events for {} were removed that nobody had taken", removed, publisher);
      relayed.stream()
          .filter(each -> each.name().equals(publisher))
          .forEach(each -> each.meters().dropped(removed));
    }
    return removed;
  }

  /**
   * Removes events that were set aside as long ago.
   *
   * @return how many; fewer than {@code atMost} when none is left
   */
  int removeRefused(int atMost) {
    return pruner.pruneRefused(atMost);
  }

  /** Counts what waits. */
  void measure() {
    relayed.forEach(each -> each.meters().waiting(each.outbox().backlog()));
  }

  /** A publisher with all that belongs to it. */
  record Relayed(
      String name,
      EventOutbox outbox,
      EventPublisher publisher,
      EventRelay relay,
      EventMeters meters) {}
}
