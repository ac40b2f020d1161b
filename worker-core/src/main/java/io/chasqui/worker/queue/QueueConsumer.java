package io.chasqui.worker.queue;

import io.chasqui.jobs.QueueSignals;
import io.chasqui.platform.log.FailureLog;
import io.chasqui.worker.lane.Brought;
import io.chasqui.worker.lane.LaneRates;
import io.chasqui.worker.lane.ProviderCircuitBreakers;
import io.chasqui.worker.lane.Share;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
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

  static final Duration AFTER_FAULT = Duration.ofSeconds(2);
  static final String NEXT_TRY = "the next try is in " + AFTER_FAULT.toSeconds() + " s";

  /** So that the clocks' last bit does not have it look just before something is due. */
  private static final Duration NEVER_IN_VAIN = Duration.ofNanos(500_000);

  private static final Duration UNTIL_READY = Duration.ofMillis(50);

  /** While no provider of a lane works: how soon it is asked whether one may be probed. */
  private static final Duration NEXT_PROBE = Duration.ofMillis(500);

  /** While all hands are full, so old may be what is known of other lanes that want some. */
  private static final Duration NEXT_LOOK_AT_LANES = Duration.ofSeconds(1);

  private final Share own;
  private final Supplier<WaitingWork> lanes;
  private final ShareFeeder feeder;
  private final ProviderCircuitBreakers breakers;
  private final LaneRates rates;
  private final Clock databaseClock;
  private final WakeableTimer alarm;
  private final LongSupplier nanos;
  private final ShortSleep shortSleep = new ShortSleep();

  /** By {@link #nanos}. */
  private long lookedAt;

  /** Whether it is known on which lanes jobs wait, but for what may have been heard since. */
  private boolean hasLooked;

  private volatile WaitingWork waiting = WaitingWork.unknown();

  /**
   * @param lanes looks where jobs wait
   * @param nanos as {@link System#nanoTime}
   */
  QueueConsumer(
      Share own,
      Supplier<WaitingWork> lanes,
      ShareFeeder feeder,
      ProviderCircuitBreakers breakers,
      LaneRates rates,
      Clock databaseClock,
      LongSupplier nanos) {
    this.own = own;
    this.lanes = lanes;
    this.feeder = feeder;
    this.breakers = breakers;
    this.rates = rates;
    this.databaseClock = databaseClock;
    this.nanos = nanos;
    this.lookedAt = nanos.getAsLong();
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
    return feeder.leavesJobsWaiting()
        || isShut(own)
        || !rates.untilFree(own.lane()).isZero()
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
    boolean hasHeard = alarm.reset();
    try {
      if (!feeder.takesJobs()) {
        return UNTIL_READY;
      }
      Brought brought = feed();
      if (hasHeard || !knowsWhatIsNext(brought)) {
        lookUnlessFull();
      }
      return untilNextLook();
    } catch (RuntimeException e) {
      return afterFault(e);
    } catch (Error e) {
      // Such as no memory for one more thread: without this one its queue would stand still.
      return afterFault(new IllegalStateException("an error", e));
    }
  }

  private static Duration afterFault(RuntimeException fault) {
    if (!Thread.currentThread().isInterrupted()) {
      FailureLog.tell(log, "Due jobs could not be taken", NEXT_TRY, fault);
    }
    return AFTER_FAULT;
  }

  /** Whoever has taken all that is due on the queue's own lane was told of the next job there. */
  private boolean knowsWhatIsNext(Brought brought) {
    Duration untilNext = brought.untilNext();
    if (untilNext == null || !hasLooked || isOlderThan(LONGEST_SLEEP)) {
      return false;
    }
    waiting = waiting.with(own, databaseClock.instant().plus(untilNext).plus(NEVER_IN_VAIN));
    return true;
  }

  private void lookUnlessFull() {
    if (!feeder.handsAreFull() || isOlderThan(NEXT_LOOK_AT_LANES)) {
      look();
    }
  }

  /** Says what is next where only the queue's own lane was asked. */
  private Brought feed() {
    List<Share> due = dueNow();
    if (due.size() > 1 && feeder.hasFreeHands()) {
      // While it slept, work may have come that goes before that of the other lanes.
      look();
      due = dueNow();
    }
    Brought brought = feeder.feed(due);
    if (brought.jobs() > 0) {
      shortSleep.reset();
    }
    // The hands may have become free before it was known that they were full.
    aJobEnded();
    return due.size() == 1 ? brought : Brought.some(brought.jobs());
  }

  private List<Share> dueNow() {
    return waiting.toAsk(own, databaseClock.instant());
  }

  private void look() {
    waiting = lanes.get();
    lookedAt = nanos.getAsLong();
    hasLooked = true;
  }

  private boolean isOlderThan(Duration time) {
    return nanos.getAsLong() - lookedAt > time.toNanos();
  }

  private Duration untilNextLook() {
    Instant now = databaseClock.instant();
    Duration longest = feeder.handsAreFull() ? NEXT_LOOK_AT_LANES : LONGEST_SLEEP;
    Duration wait =
        waiting.dueAt().entrySet().stream()
            .filter(work -> work.getValue().isAfter(now) || !waitsForHands(work.getKey()))
            .map(work -> untilAsked(work.getKey(), Duration.between(now, work.getValue())))
            .min(Duration::compareTo)
            .orElse(longest);
    if (wait.compareTo(ShortSleep.SHORTEST) < 0) {
      return shortSleep.next();
    }
    shortSleep.reset();
    return wait.compareTo(longest) < 0 ? wait : longest;
  }

  /** Then the end of a job rings. */
  private boolean waitsForHands(Share share) {
    return feeder.handsAreFull() || feeder.heldBack().contains(share);
  }

  private Duration untilAsked(Share share, Duration due) {
    Duration pause = feeder.pauseOf(share);
    if (pause.isZero()) {
      pause = isShut(share) ? NEXT_PROBE : rates.untilFree(share.lane());
    }
    return due.compareTo(pause) < 0 ? pause : due;
  }

  /** One that fails is as good as shut; its fault is told when it is asked. */
  private boolean isShut(Share share) {
    try {
      return breakers.isShut(share.lane());
    } catch (RuntimeException e) {
      return true;
    }
  }
}
