package io.chasqui.worker.queue;

import io.chasqui.platform.log.FailureLog;
import io.chasqui.worker.lane.Brought;
import io.chasqui.worker.lane.Bulkheads;
import io.chasqui.worker.lane.Share;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Has due jobs taken of one share after the other, as many as there are free hands for. A share
 * that fails holds up no other: it is not asked again for a while.
 */
final class ShareFeeder {

  private static final Logger log = LoggerFactory.getLogger(ShareFeeder.class);
  private static final Duration AFTER_FAULT = QueueConsumer.AFTER_FAULT;

  private final Bulkheads hands;
  private final BooleanSupplier takesJobs;
  private final Taker taker;
  private final LongSupplier nanos;
  private volatile Set<Share> heldBack = Set.of();
  private volatile boolean handsAreFull;

  /** Those that failed, and by {@link #nanos} when. */
  private final Map<Share, Long> failedAt = new ConcurrentHashMap<>();

  /**
   * @param takesJobs whether the server runs what is taken
   * @param nanos as {@link System#nanoTime}
   */
  ShareFeeder(Bulkheads hands, BooleanSupplier takesJobs, Taker taker, LongSupplier nanos) {
    this.hands = hands;
    this.takesJobs = takesJobs;
    this.taker = taker;
    this.nanos = nanos;
  }

  /** Whether the server runs what is taken. */
  boolean takesJobs() {
    return takesJobs.getAsBoolean() && !Thread.currentThread().isInterrupted();
  }

  boolean hasFreeHands() {
    return hands.free() > 0;
  }

  /**
   * Asks each of these for work, in their order, until the server stops.
   *
   * @return what they brought together, and of the last one when more is due there
   */
  Brought feed(List<Share> shares) {
    failedAt.keySet().removeIf(share -> pauseOf(share).isZero());
    int free = hands.free();
    Round round = new Round(free);
    try {
      shares.stream()
          .filter(share -> !failedAt.containsKey(share))
          .takeWhile(share -> takesJobs())
          .forEach(round::ask);
    } finally {
      heldBack = round.full;
      handsAreFull = round.taken == free;
    }
    round.tellOfFault();
    return new Brought(round.taken, round.untilNext);
  }

  /** The shares of which more may be due than there was room for. */
  Set<Share> heldBack() {
    return heldBack;
  }

  /** Whether the last feeding left no hand free. */
  boolean handsAreFull() {
    return handsAreFull;
  }

  /** Whether jobs may be due that were not taken. */
  boolean leavesJobsWaiting() {
    return !heldBack.isEmpty() || !failedAt.isEmpty();
  }

  /** How long a share is not to be asked because it has failed; zero if it has not. */
  Duration pauseOf(Share share) {
    Long at = failedAt.get(share);
    if (at == null) {
      return Duration.ZERO;
    }
    Duration left = AFTER_FAULT.minusNanos(nanos.getAsLong() - at);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Whether so many hands are free again that a look for work is worth it. */
  boolean canTakeMore() {
    return handsAreFull && hands.areFreeAgain() || heldBack.stream().anyMatch(this::isFreeAgain);
  }

  /** That it fails is found out by asking it. */
  private boolean isFreeAgain(Share share) {
    try {
      return hands.areFreeAgain(share);
    } catch (RuntimeException e) {
      return true;
    }
  }

  /** Takes due jobs of a share and runs them. */
  interface Taker {

    /** Returns how many jobs that were, and when the next one is due. */
    Brought take(Share share, int atMost);
  }

  /** One feeding. */
  private final class Round {

    private final int free;
    private final Set<Share> full = new LinkedHashSet<>();
    private int taken;
    private int faults;
    private String faulty = "";
    private @Nullable RuntimeException fault;
    private @Nullable Duration untilNext;

    Round(int free) {
      this.free = free;
    }

    void ask(Share share) {
      untilNext = null;
      try {
        int room = Math.min(hands.room(share), free - taken);
        Brought brought = room == 0 ? Brought.NOTHING : taker.take(share, room);
        taken += brought.jobs();
        untilNext = brought.untilNext();
        if (brought.jobs() == room) {
          full.add(share);
        }
      } catch (CannotCreateTransactionException e) {
        throw e; // There is no connection: the others would find the same, each after a long wait.
      } catch (RuntimeException e) {
        failedAt.put(share, nanos.getAsLong());
        faults++;
        faulty = share.lane().name();
        fault = e;
      }
    }

    /** Once, of however many lanes. */
    void tellOfFault() {
      if (fault != null && !Thread.currentThread().isInterrupted()) {
        String others = faults == 1 ? "" : " and of " + (faults - 1) + " other lanes";
        String what = "Due jobs of " + faulty + others + " could not be taken";
        FailureLog.tell(log, what, QueueConsumer.NEXT_TRY, fault);
      }
    }
  }
}
