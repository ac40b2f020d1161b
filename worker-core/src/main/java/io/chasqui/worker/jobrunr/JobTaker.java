package io.chasqui.worker.jobrunr;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.worker.attempt.DeliveryRunner;
import io.chasqui.worker.lane.Brought;
import io.chasqui.worker.lane.LaneRates;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import io.chasqui.worker.lane.ProviderCircuitBreakers;
import io.chasqui.worker.lane.Share;
import java.time.Duration;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes due jobs, together with their deliveries, in one transaction for each provider, and runs
 * them. Nothing is asked for that no provider of its lane would get.
 */
public final class JobTaker {

  private final QueueHands hands;
  private final DeliveryRunner runner;
  private final ProviderCircuitBreakers breakers;
  private final LaneRates rates;
  private final TransactionTemplate transaction;

  public JobTaker(
      QueueHands hands,
      DeliveryRunner runner,
      ProviderCircuitBreakers breakers,
      LaneRates rates,
      TransactionTemplate transaction) {
    this.hands = hands;
    this.runner = runner;
    this.breakers = breakers;
    this.rates = rates;
    this.transaction = transaction;
  }

  /** Takes what is due of a share and runs it. */
  public Brought take(Share share, int atMost) {
    Brought all = Brought.NOTHING;
    for (ProviderCircuitBreaker breaker : breakers.of(share.lane())) {
      int permits = breaker.acquire(atMost - all.jobs());
      Brought now = permits == 0 ? Brought.NOTHING : takeByRate(share, breaker, permits);
      all = now.after(all.jobs());
      if (now.jobs() < permits || all.jobs() == atMost) {
        break;
      }
    }
    return all;
  }

  /** What is over the provider's rate waits, and goes to no other one. */
  private Brought takeByRate(Share share, ProviderCircuitBreaker breaker, int permits) {
    int allowed = 0;
    try {
      allowed = rates.take(breaker.provider(), permits);
    } finally {
      breaker.release(permits - allowed);
    }
    Brought brought = allowed == 0 ? Brought.NOTHING : take(share, breaker, allowed);
    rates.giveBack(breaker.provider(), allowed - brought.jobs());
    return allowed == permits ? brought : Brought.some(brought.jobs());
  }

  private Brought take(Share share, ProviderCircuitBreaker breaker, int permits) {
    long askedAt = System.nanoTime();
    TakenWork taken = TakenWork.NOTHING;
    try {
      taken = transaction.execute(status -> takeInTransaction(share, breaker, permits));
    } finally {
      breaker.release(permits - taken.claims().size());
    }
    runner.keep(taken.claims());
    try {
      hands.run(share, taken);
    } catch (RuntimeException | Error e) {
      runner.handBack();
      throw e;
    }
    int jobs = taken.jobs().size();
    Duration next = taken.untilNext();
    return jobs == permits || next == null
        ? Brought.some(jobs)
        : new Brought(jobs, next.minusNanos(System.nanoTime() - askedAt));
  }

  private TakenWork takeInTransaction(Share share, ProviderCircuitBreaker breaker, int permits) {
    DueJobs due = hands.lockDue(share, permits);
    if (due.jobs().isEmpty()) {
      return TakenWork.NOTHING;
    }
    List<DeliveryId> ids = due.jobs().stream().map(job -> new DeliveryId(job.getId())).toList();
    TakenWork taken = new TakenWork(due.jobs(), runner.claim(ids, breaker), due.untilNext());
    hands.take(taken);
    return taken;
  }
}
