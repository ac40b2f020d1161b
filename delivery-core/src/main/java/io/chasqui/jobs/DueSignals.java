package io.chasqui.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the workers' feeds of jobs that are due before they would look by themselves. PostgreSQL
 * lets only one transaction with a NOTIFY commit at a time, so this is done outside the
 * transactions that store jobs, and once for all jobs that were stored while the last signal was on
 * its way. A signal that is lost makes a job late by a feed's longest sleep at the most.
 */
public final class DueSignals {

  private static final Logger log = LoggerFactory.getLogger(DueSignals.class);

  /** Beyond the feeds' sleep, for clocks of the server and the database that differ. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  static final Duration SOON = QueueSignals.LONGEST_SLEEP.plus(MARGIN);

  private final QueueSignals signals;
  private final Executor sender;
  private final Clock clock;
  private Map<Queue, Instant> waiting = new EnumMap<>(Queue.class);
  private boolean sending;

  /**
   * @param sender runs one task at a time, without delay
   */
  DueSignals(QueueSignals signals, Executor sender, Clock clock) {
    this.signals = signals;
    this.sender = sender;
    this.clock = clock;
  }

  /**
   * Jobs were stored.
   *
   * @param earliest when the first of each queue is due
   */
  void jobsAreDue(Map<Queue, Instant> earliest) {
    Instant soon = clock.instant().plus(SOON);
    synchronized (this) {
      earliest.forEach(
          (queue, dueAt) -> {
            if (!dueAt.isAfter(soon)) {
              waiting.merge(queue, dueAt, DueSignals::earlier);
            }
          });
      if (sending || waiting.isEmpty()) {
        return;
      }
      sending = true;
    }
    sender.execute(this::sendAll);
  }

  private void sendAll() {
    for (Map<Queue, Instant> next = take(); !next.isEmpty(); next = take()) {
      next.forEach(this::send);
    }
  }

  private synchronized Map<Queue, Instant> take() {
    Map<Queue, Instant> taken = waiting;
    waiting = new EnumMap<>(Queue.class);
    sending = !taken.isEmpty();
    return taken;
  }

  private void send(Queue queue, Instant dueAt) {
    try {
      signals.jobIsDue(queue, dueAt);
    } catch (RuntimeException e) {
      log.info("A wake-up was lost, due jobs are found by polling: {}", e.toString());
    }
  }

  /** The first of two times. */
  public static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
