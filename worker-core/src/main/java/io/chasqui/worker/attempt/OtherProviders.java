package io.chasqui.worker.attempt;

import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Lane;
import io.chasqui.platform.log.FailureLog;
import io.chasqui.worker.Provider;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import io.chasqui.worker.lane.ProviderCircuitBreakers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom an attempt turns to when its provider is at fault and has not taken the message: the next of
 * the channel's own lane that works as far as this worker knows, and that is not paused. What is on
 * the lane of one host has nobody else.
 *
 * <p>A message that one of them may have already stays with that one, which knows it again or has
 * it in its log; with another one it would be sent twice. Unless it has been dead for long.
 */
final class OtherProviders {

  private static final Logger log = LoggerFactory.getLogger(OtherProviders.class);

  private static final Duration DEAD = Duration.ofMinutes(15);

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
    return isOfThisLane && all.size() > 1 && whoMayHaveIt(delivery).isEmpty()
        ? all.stream()
            .filter(one -> !tried.contains(one.provider()))
            .filter(one -> gets(delivery, one))
            .findFirst()
        : Optional.empty();
  }

  /** The one that an earlier attempt may have given the message to, and that is not dead. */
  Optional<ProviderCircuitBreaker> whoMayHaveIt(ClaimedDelivery delivery) {
    if (!delivery.wasUnknownBefore()) {
      return Optional.empty();
    }
    List<ProviderCircuitBreaker> all = breakers.of(Lane.of(delivery.channel()));
    Optional<String> key = all.size() > 1 ? ledger.mayHaveIt(delivery.id()) : Optional.empty();
    return all.stream()
        .filter(one -> key.filter(one.provider().key()::equals).isPresent())
        .filter(one -> !one.failures().lastFor(DEAD))
        .findFirst();
  }

  /**
   * Whether the attempt is another one's from now on, and so is a permit of its breaker.
   *
   * @return false: it is shut, or the attempt is not the delivery's running one any more
   */
  boolean gets(ClaimedDelivery delivery, ProviderCircuitBreaker breaker) {
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
