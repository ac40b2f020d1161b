package io.chasqui.worker.jobrunr;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.worker.attempt.DeliveryRunner;
import io.chasqui.worker.lane.LaneRates;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import io.chasqui.worker.lane.ProviderCircuitBreakers;
import io.chasqui.worker.lane.Share;
import java.util.List;
import org.jobrunr.jobs.Job;
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

  /**
   * Takes what is due of a share and runs it.
   *
   * @return how many jobs that were
   */
  public int take(Share share, int atMost) {
    int taken = 0;
    for (ProviderCircuitBreaker breaker : breakers.of(share.lane())) {
      int permits = breaker.acquire(atMost - taken);
      int brought = permits == 0 ? 0 : takeByRate(share, breaker, permits);
      taken += brought;
      if (brought < permits || taken == atMost) {
        break;
      }
    }
    return taken;
  }

  /** What is over the provider's rate waits, and goes to no other one. */
  private int takeByRate(Share share, ProviderCircuitBreaker breaker, int permits) {
    int allowed = 0;
    try {
      allowed = rates.take(breaker.provider(), permits);
    } finally {
      breaker.release(permits - allowed);
    }
    int brought = allowed == 0 ? 0 : take(share, breaker, allowed);
    rates.giveBack(breaker.provider(), allowed - brought);
    return brought;
  }

  private int take(Share share, ProviderCircuitBreaker breaker, int permits) {
    TakenWork taken = TakenWork.NOTHING;
    try {
      taken = transaction.execute(status -> takeInTransaction(share, breaker, permits));
    } finally {
      breaker.release(permits - taken.claims().size());
    }
    runner.keep(taken.claims());
    try {
      hands.run(share, taken);
    } catch (RuntimeException e) {
      runner.handBack();
      throw e;
    }
    return taken.jobs().size();
  }

  private TakenWork takeInTransaction(Share share, ProviderCircuitBreaker breaker, int permits) {
    List<Job> due = hands.lockDue(share, permits);
    if (due.isEmpty()) {
      return TakenWork.NOTHING;
    }
    List<DeliveryId> ids = due.stream().map(job -> new DeliveryId(job.getId())).toList();
    TakenWork taken = new TakenWork(due, runner.claim(ids, breaker));
    hands.take(taken);
    return taken;
  }
}
