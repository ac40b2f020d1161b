package io.chasqui.worker.attempt;

import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Lane;
import io.chasqui.platform.log.FailureLog;
import io.chasqui.worker.Provider;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import io.chasqui.worker.lane.ProviderCircuitBreakers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom an attempt turns to when its provider is at fault and has not taken the message: the next of
 * the channel's own lane that works as far as this worker knows, and that is not paused. What is on
 * the lane of one host has nobody else.
 */
final class OtherProviders {

  private static final Logger log = LoggerFactory.getLogger(OtherProviders.class);

  private final AttemptLedger ledger;
  private final ProviderCircuitBreakers breakers;

  OtherProviders(AttemptLedger ledger, ProviderCircuitBreakers breakers) {
    this.ledger = ledger;
    this.breakers = breakers;
  }

  /**
   * The attempt is that one's then, and so is a permit of its breaker.
   *
   * @param tried those that the attempt went to
   * @return empty: there is none, or the attempt is not the delivery's running one any more
   */
  Optional<ProviderCircuitBreaker> next(ClaimedDelivery delivery, Set<Provider> tried) {
    List<ProviderCircuitBreaker> all = breakers.of(Lane.of(delivery.channel()));
    boolean isOfThisLane =
        all.stream().map(ProviderCircuitBreaker::provider).anyMatch(tried::contains);
    return isOfThisLane
        ? all.stream()
            .filter(one -> !tried.contains(one.provider()))
            .filter(one -> gets(delivery, one))
            .findFirst()
        : Optional.empty();
  }

  private boolean gets(ClaimedDelivery delivery, ProviderCircuitBreaker breaker) {
    if (breaker.acquire(1) == 0) {
      return false;
    }
    boolean turned = false;
    try {
      turned = ledger.turnTo(delivery.id(), delivery.attempt(), breaker.provider().key());
    } catch (RuntimeException e) {
      FailureLog.tell(
          log, "An attempt could not turn to another provider", "it ends as the first had it", e);
    } finally {
      if (!turned) {
        breaker.release(1);
      }
    }
    return turned;
  }
}
