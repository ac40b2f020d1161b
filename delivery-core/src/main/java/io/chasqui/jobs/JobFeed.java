package io.chasqui.jobs;

import io.chasqui.delivery.ChannelGate;
import io.chasqui.delivery.Claim;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRunner;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.ProviderGates;
import io.chasqui.platform.FailureLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jobrunr.jobs.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives a worker the jobs of one queue, at their time and not before. It sleeps until the next job
 * is due, takes as many due jobs as there are free hands, together with their deliveries, in one
 * transaction, and runs them. Idle threads ask nothing: the feed knows whether more was there.
 */
final class JobFeed implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(JobFeed.class);

  /** Wake-ups may be lost: so late is a job at the most then. */
  static final Duration LONGEST_SLEEP = Duration.ofSeconds(5);

  private static final Duration AFTER_FAULT = Duration.ofSeconds(2);
  private static final Duration UNTIL_READY = Duration.ofMillis(50);

  /** While no provider of the lane works: how soon it is asked whether one may be probed. */
  private static final Duration NEXT_PROBE = Duration.ofMillis(500);

  /** When what is due is just being taken by another worker. */
  private static final Duration SHORTEST_SLEEP = Duration.ofMillis(1);

  /** With all hands full, new jobs are taken when this part of them is free: several at once. */
  private static final int REFILL_PART = 4;

  private final DueJobs dueJobs;
  private final QueueHands hands;
  private final DeliveryRunner runner;
  private final ProviderGates gates;
  private final Lane lane;
  private final TransactionTemplate transaction;
  private final Alarm alarm;
  private final int refill;
  private volatile boolean full;

  JobFeed(
      DueJobs dueJobs,
      QueueHands hands,
      DeliveryRunner runner,
      ProviderGates gates,
      Lane lane,
      TransactionTemplate transaction,
      Clock clock) {
    this.dueJobs = dueJobs;
    this.hands = hands;
    this.runner = runner;
    this.gates = gates;
    this.lane = lane;
    this.transaction = transaction;
    this.alarm = new Alarm(clock);
    this.refill = Math.max(1, hands.count() / REFILL_PART);
    hands.whenAJobEnds(this::aJobEnded);
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
    return full || gates.isShut(lane);
  }

  private void aJobEnded() {
    if (full && hands.free() >= refill) {
      alarm.ring();
    }
  }

  /** Runs what is due, and says when to look again. */
  private Duration feedAndPlan() {
    alarm.reset();
    try {
      if (!hands.takeJobs()) {
        return UNTIL_READY;
      }
      feed();
      if (gates.isShut(lane)) {
        return NEXT_PROBE;
      }
      return full ? LONGEST_SLEEP : untilNextDue();
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        String next = "the next try is in " + AFTER_FAULT.toSeconds() + " s";
        FailureLog.tell(log, "Due jobs could not be taken", next, e);
      }
      return AFTER_FAULT;
    }
  }

  private void feed() {
    int free = hands.free();
    int taken = 0;
    boolean more = true;
    for (ChannelGate gate : gates.of(lane)) {
      int permits = more ? gate.acquire(free - taken) : 0;
      int brought = permits > 0 ? take(gate, permits) : 0;
      taken += brought;
      more = more && brought == permits && taken < free;
    }
    full = taken == free;
    // The hands may have become free before it was known that they were full.
    aJobEnded();
  }

  private int take(ChannelGate gate, int permits) {
    Taken taken = Taken.NOTHING;
    try {
      taken = transaction.execute(status -> takeInTransaction(gate, permits));
    } finally {
      gate.release(permits - taken.claims().size());
    }
    runner.keep(taken.claims());
    try {
      hands.run(taken.jobs());
    } catch (RuntimeException e) {
      runner.handBack();
      throw e;
    }
    return taken.jobs().size();
  }

  private Taken takeInTransaction(ChannelGate gate, int permits) {
    List<Job> jobs = hands.startProcessing(permits);
    return new Taken(
        jobs,
        jobs.isEmpty()
            ? List.of()
            : runner.claim(jobs.stream().map(job -> new DeliveryId(job.getId())).toList(), gate));
  }

  private Duration untilNextDue() {
    return dueJobs
        .untilNext()
        .filter(wait -> wait.compareTo(LONGEST_SLEEP) < 0)
        .map(wait -> wait.isZero() ? SHORTEST_SLEEP : wait)
        .orElse(LONGEST_SLEEP);
  }

  private record Taken(List<Job> jobs, List<Claim> claims) {

    private static final Taken NOTHING = new Taken(List.of(), List.of());
  }
}
