package io.chasqui.worker.lane;

import io.chasqui.delivery.ProviderPauses;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Notices that somebody has ended a pause before its time, so that this worker does not keep it
 * until then. A pause that a worker has met is in its breaker an instant before it is stored, so
 * one is taken for ended only when two looks have missed it.
 */
public final class EndedPauses {

  private final Supplier<List<ProviderCircuitBreaker>> breakers;
  private final ProviderPauses pauses;
  private Set<String> missed = Set.of();

  /**
   * @param breakers of all that attempts of the channel ask for something
   */
  public EndedPauses(Supplier<List<ProviderCircuitBreaker>> breakers, ProviderPauses pauses) {
    this.breakers = breakers;
    this.pauses = pauses;
  }

  /**
   * Lets the breakers probe whose pause is gone; asks nobody while none keeps one. By one thread.
   *
   * @return whether there was such a one
   */
  public boolean look() {
    List<ProviderCircuitBreaker> keeping =
        breakers.get().stream().filter(ProviderCircuitBreaker::keepsAPause).toList();
    if (keeping.isEmpty()) {
      missed = Set.of();
      return false;
    }
    Set<String> stored = pauses.reasons().keySet();
    List<ProviderCircuitBreaker> gone =
        keeping.stream().filter(one -> !stored.contains(key(one))).toList();
    List<ProviderCircuitBreaker> ended =
        gone.stream().filter(one -> missed.contains(key(one))).toList();
    ended.forEach(ProviderCircuitBreaker::endPause);
    missed = gone.stream().map(EndedPauses::key).collect(Collectors.toSet());
    return !ended.isEmpty();
  }

  private static String key(ProviderCircuitBreaker breaker) {
    return breaker.provider().key();
  }
}
