package io.chasqui.worker.attempt;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.DeliveryCounters;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.QuietTime;
import io.chasqui.delivery.Refusal;
import io.chasqui.delivery.UnclaimedDelivery;
import io.chasqui.platform.log.Mdc;
import io.chasqui.worker.attempt.RunResult.Done;
import io.chasqui.worker.attempt.RunResult.GaveUp;
import io.chasqui.worker.attempt.RunResult.RunAgain;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import io.chasqui.worker.report.ReportSupply;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What follows when a job ran and its delivery could not be claimed. */
final class UnclaimedDeliveries {

  private static final Logger log = LoggerFactory.getLogger(UnclaimedDeliveries.class);

  private final AttemptLedger ledger;
  private final DeliveryCounters counters;
  private final LostAttempts lost;
  private final ReportSupply reports;

  UnclaimedDeliveries(
      AttemptLedger ledger, DeliveryCounters counters, LostAttempts lost, ReportSupply reports) {
    this.ledger = ledger;
    this.counters = counters;
    this.lost = lost;
    this.reports = reports;
  }

  /** Ends deliveries that wait and whose deadline has passed, where no job of theirs runs. */
  void expireOverdue() {
    ledger.expireOverdue().forEach(expired -> counters.ended(expired, DeliveryStatus.EXPIRED));
  }

  /**
   * Makes no attempt.
   *
   * @param lanesBreakers of which none let the delivery through or could claim it
   */
  RunResult run(DeliveryId id, List<ProviderCircuitBreaker> lanesBreakers) {
    Optional<UnclaimedDelivery> found = ledger.standing(id, lanesBreakers.get(0).provider().key());
    if (found.isEmpty()) {
      log.warn("Job {} has no delivery; it ends without doing anything", id);
      return new Done();
    }
    UnclaimedDelivery standing = found.get();
    try (MDC.MDCCloseable correlation =
        Mdc.with(Mdc.CORRELATION_ID, standing.correlationId().value())) {
      return run(id, standing, lanesBreakers);
    }
  }

  private RunResult run(
      DeliveryId id, UnclaimedDelivery standing, List<ProviderCircuitBreaker> lanesBreakers) {
    if (!standing.status().isOpen()) {
      return hasEnded(standing);
    }
    if (!standing.isDue()) {
      return later(standing);
    }
    if (standing.status() == DeliveryStatus.SENDING) {
      return lost.end(id, standing);
    }
    Refusal refusal = standing.refusal();
    if (refusal != null && refusal.isFinal()) {
      return refused(id, standing, refusal, lanesBreakers.get(0).provider().key());
    }
    if (standing.isExpired()) {
      return expired(id, standing);
    }
    if (refusal != null && refusal.code().equals(Refusal.QUIET_HOURS)) {
      return unlessQuiet(id, standing);
    }
    if (standing.hasReport() && !reports.isThere()) {
      return withoutReport(id, standing);
    }
    return unlessPaused(id, standing, lanesBreakers);
  }

  private RunResult withoutReport(DeliveryId id, UnclaimedDelivery standing) {
    return ledger
        .putOff(id, reports.nextTurn(), FailureCode.STORAGE_UNAVAILABLE)
        .<RunResult>map(at -> new RunAgain(at, "the storage of reports does not work"))
        .orElseGet(() -> later(standing));
  }

  private RunResult refused(
      DeliveryId id, UnclaimedDelivery standing, Refusal refusal, String channelKey) {
    if (!ledger.refuse(id, channelKey, refusal)) {
      // Somebody else was first, or it may be sent again.
      return later(standing);
    }
    DeliveryStatus status = DeliveryStatus.valueOf(refusal.verdict().name());
    counters.ended(standing.channel(), status);
    log.info("Delivery {} is {}: {}", id, status, refusal.code());
    return status == DeliveryStatus.CANCELLED ? new Done() : new GaveUp(refusal.code());
  }

  /** The hours that were stored are going on, or are over: then it may be sent until the next. */
  private RunResult unlessQuiet(DeliveryId id, UnclaimedDelivery standing) {
    QuietTime quietTime = Objects.requireNonNull(standing.quietTime());
    Instant now = standing.judgedAt();
    Instant until = quietTime.endOf(now);
    ledger.beQuiet(id, until, quietTime.windowFrom(until));
    return new RunAgain(until, until.isAfter(now) ? Refusal.QUIET_HOURS : "not quiet any more");
  }

  private RunResult expired(DeliveryId id, UnclaimedDelivery standing) {
    if (ledger.expire(id)) {
      counters.ended(standing.channel(), DeliveryStatus.EXPIRED);
    }
    return new GaveUp(FailureCode.EXPIRED);
  }

  /**
   * None of its providers took it, though it is due. Each is asked for, or one that others have
   * paused would offer to take it again and again.
   */
  private RunResult unlessPaused(
      DeliveryId id, UnclaimedDelivery standing, List<ProviderCircuitBreaker> lanesBreakers) {
    Instant until = Instant.MAX;
    String reason = "";
    boolean anyIsLeft = false;
    for (ProviderCircuitBreaker breaker : lanesBreakers) {
      UnclaimedDelivery now = ledger.standing(id, breaker.provider().key()).orElse(standing);
      breaker.pause(now.pauseLeft());
      if (now.pausedUntil() == null) {
        anyIsLeft = true;
      } else if (now.pausedUntil().isBefore(until)) {
        until = now.pausedUntil();
        reason = String.valueOf(now.pauseReason());
      }
    }
    if (anyIsLeft) {
      // It became due between the two looks, or is left alone by this worker only.
      return later(standing);
    }
    ledger.putOff(id, until, reason);
    return new RunAgain(until, "channel is paused: " + reason);
  }

  private static RunResult hasEnded(UnclaimedDelivery standing) {
    return switch (standing.status()) {
      case FAILED, EXPIRED, SUPPRESSED, UNCERTAIN -> new GaveUp(standing.status().name());
      default -> new Done();
    };
  }

  private static RunResult later(UnclaimedDelivery standing) {
    return new RunAgain(
        standing.dueAt(),
        standing.status() == DeliveryStatus.SENDING ? "another worker has it" : "not due yet");
  }
}
