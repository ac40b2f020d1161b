package io.chasqui.worker.attempt;

import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Worker;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import io.chasqui.worker.report.ReportSupply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes deliveries for attempts. Those that one thread takes together are kept here until others
 * begin their attempts.
 */
final class Claims {

  private final AttemptLedger ledger;
  private final Worker worker;
  private final Duration lease;
  private final ReportSupply reports;
  private final Map<DeliveryId, Claim> unbegun = new ConcurrentHashMap<>();

  /**
   * @param lease how long nobody else may take them
   * @param reports while they cannot be had, deliveries that carry one are not taken
   */
  Claims(AttemptLedger ledger, Worker worker, Duration lease, ReportSupply reports) {
    this.ledger = ledger;
    this.worker = worker;
    this.lease = lease;
    this.reports = reports;
  }

  /** In the transaction of the caller, who has a permit of the breaker for each. */
  List<Claim> claim(List<DeliveryId> ids, ProviderCircuitBreaker breaker) {
    return claim(ids, breaker, reports.isThere());
  }

  /** For the first of these providers that gets it. */
  Optional<Claim> claim(DeliveryId id, List<ProviderCircuitBreaker> lanesBreakers) {
    boolean mayCarryReport = reports.isThere() || reports.isToBeProbed();
    return lanesBreakers.stream()
        .map(breaker -> claimAlone(id, breaker, mayCarryReport))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Claim> claimAlone(
      DeliveryId id, ProviderCircuitBreaker breaker, boolean mayCarryReport) {
    int permits = breaker.acquire(1);
    List<Claim> claimed = List.of();
    try {
      if (permits == 1) {
        claimed = claim(List.of(id), breaker, mayCarryReport);
      }
      return claimed.stream().findFirst();
    } finally {
      breaker.release(permits - claimed.size());
    }
  }

  private List<Claim> claim(
      List<DeliveryId> ids, ProviderCircuitBreaker breaker, boolean mayCarryReports) {
    return ledger.claim(ids, worker, lease, breaker.provider().key(), mayCarryReports).stream()
        .map(delivery -> new Claim(delivery, breaker))
        .toList();
  }

  void keep(List<Claim> claims) {
    claims.forEach(claim -> unbegun.put(claim.delivery().id(), claim));
  }

  /** For an attempt that begins now; null when none is kept. */
  @Nullable Claim begin(DeliveryId id) {
    return unbegun.remove(id);
  }

  /** Gives back those whose attempts will not begin here. */
  void handBack() {
    handBack(unbegun.values());
  }

  /** Gives back one of those, unless its attempt has begun. */
  void handBack(Claim one) {
    handBack(List.of(one));
  }

  private void handBack(Collection<Claim> some) {
    List<Claim> claims = new ArrayList<>(some);
    claims.removeIf(claim -> !unbegun.remove(claim.delivery().id(), claim));
    if (claims.isEmpty()) {
      return;
    }
    try {
      ledger.handBack(claims.stream().map(Claim::delivery).toList());
      claims.forEach(claim -> claim.breaker().release(1));
    } catch (RuntimeException e) {
      // For another time: their attempts have not begun.
      keep(claims);
      throw e;
    }
  }
}
