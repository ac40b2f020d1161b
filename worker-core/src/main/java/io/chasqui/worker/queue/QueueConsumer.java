package io.chasqui.worker.queue;

import io.chasqui.jobs.QueueSignals;
import io.chasqui.platform.log.FailureLog;
import io.chasqui.worker.lane.ProviderCircuitBreakers;
import io.chasqui.worker.lane.Share;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a worker the jobs of one queue, at their time and not before. It sleeps until the next job
 * is due, and then has as many taken as there are free hands: direct work first, and of no lane
 * more than that lane has room for. Idle threads ask nothing: the feed knows whether more was
 * there.
 */
final class QueueConsumer implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(QueueConsumer.class);

  /** Wake-ups may be lost: so late is a job at the most then. */
  static final Duration LONGEST_SLEEP = QueueSignals.LONGEST_SLEEP;

  private static final Duration AFTER_FAULT = Duration.ofSeconds(2);
  private static final Duration UNTIL_READY = Duration.ofMillis(50);

  /** While no provider of a lane works: how soon it is asked whether one may be probed. */
  private static final Duration NEXT_PROBE = Duration.ofMillis(500);

  /** When what is due is just being taken by another worker. */
  private static final Duration SHORTEST_SLEEP = Duration.ofMillis(1);

  /** While all hands are full, so old may be what is known of other lanes that want some. */
  private static final Duration NEXT_LOOK_AT_LANES = Duration.ofSeconds(1);

  private final Share own;
  private final Supplier<WaitingWork> lanes;
  private final ShareFeeder feeder;
  private final BooleanSupplier takesJobs;
  private final ProviderCircuitBreakers gates;
  private final Clock databaseClock;
  private final WakeableTimer alarm;
  private volatile WaitingWork waiting = WaitingWork.unknown();

  /**
   * @param lanes looks where jobs wait
   * @param takesJobs whether the server runs what is taken
   */
  QueueConsumer(
      Share own,
      Supplier<WaitingWork> lanes,
      ShareFeeder feeder,
      BooleanSupplier takesJobs,
      ProviderCircuitBreakers gates,
      Clock databaseClock) {
    this.own = own;
    this.lanes = lanes;
    this.feeder = feeder;
    this.takesJobs = takesJobs;
    this.gates = gates;
    this.databaseClock = databaseClock;
    this.alarm = new WakeableTimer(databaseClock);
  }

  /** Runs until its thread is interrupted. */
  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        alarm.sleep(feedAndPlan());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Lets it look for work now. */
  void wake() {
    alarm.ring();
  }

  /** A job was scheduled: ends a sleep that would last beyond its time. */
  void jobIsDue(Instant at) {
    alarm.ringBefore(at);
  }

  /** Whether due jobs may wait that this worker cannot take. */
  boolean leavesJobsWaiting() {
    return !feeder.heldBack().isEmpty()
        || gates.isShut(own.lane())
        || waiting.dueAt().keySet().stream().anyMatch(this::isShut);
  }

  /** A hand is free again. */
  void aJobEnded() {
    if (feeder.canTakeMore()) {
      alarm.ring();
    }
  }

  /** Runs what is due, and says when to look again. */
  Duration feedAndPlan() {
    alarm.reset();
    try {
      if (!takesJobs.getAsBoolean()) {
        return UNTIL_READY;
      }
      feed();
      if (feeder.handsAreFull()) {
        return LONGEST_SLEEP;
      }
      waiting = lanes.get();
      return untilNextLook();
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        String next = "the next try is in " + AFTER_FAULT.toSeconds() + " s";
        FailureLog.tell(log, "Due jobs could not be taken", next, e);
      }
      return AFTER_FAULT;
    }
  }

  private void feed() {
    if (feeder.handsAreFull() && waiting.isOlderThan(NEXT_LOOK_AT_LANES, databaseClock.instant())) {
      waiting = lanes.get();
    }
    feeder.feed(waiting.toAsk(own, databaseClock.instant()));
    // The hands may have become free before it was known that they were full.
    aJobEnded();
  }

  private Duration untilNextLook() {
    Instant now = databaseClock.instant();
    return waiting.dueAt().entrySet().stream()
        .filter(work -> !feeder.heldBack().contains(work.getKey()))
        .map(work -> until(work.getKey(), Duration.between(now, work.getValue())))
        .min(Duration::compareTo)
        .filter(wait -> wait.compareTo(LONGEST_SLEEP) < 0)
        .orElse(LONGEST_SLEEP);
  }

  private Duration until(Share share, Duration due) {
    Duration shortest = isShut(share) ? NEXT_PROBE : SHORTEST_SLEEP;
    return due.compareTo(shortest) < 0 ? shortest : due;
  }

  private boolean isShut(Share share) {
    return gates.isShut(share.lane());
  }
}
