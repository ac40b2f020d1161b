package io.chasqui.delivery;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.NextStep.End;
import io.chasqui.delivery.NextStep.TryAgain;
import io.chasqui.delivery.RunResult.Done;
import io.chasqui.delivery.RunResult.GaveUp;
import io.chasqui.delivery.RunResult.RunAgain;
import io.chasqui.platform.FailPoint;
import io.chasqui.platform.Mdc;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs one job of a delivery: takes the delivery, lets the channel's sender try it once, records
 * the outcome and says what the job has to do next. The attempt is stored before the peer hears of
 * it, and its outcome under the attempt's own number, so that a late worker changes nothing.
 */
public final class DeliveryRunner {

  private static final Logger log = LoggerFactory.getLogger(DeliveryRunner.class);

  private final DeliveryLedger ledger;
  private final DeliverySender sender;
  private final ChannelPolicy channel;
  private final OutcomePolicy policy;
  private final String worker;
  private final AttemptMetrics metrics;
  private final Map<DeliveryId, ClaimedDelivery> unbegun = new ConcurrentHashMap<>();

  /**
   * @param worker names this process in the attempts it makes
   */
  public DeliveryRunner(
      DeliveryLedger ledger,
      DeliverySender sender,
      ChannelPolicy channel,
      String worker,
      RandomGenerator chance,
      MeterRegistry meters) {
    this.ledger = ledger;
    this.sender = sender;
    this.channel = channel;
    this.policy = new OutcomePolicy(channel, chance);
    this.worker = worker;
    this.metrics = new AttemptMetrics(meters);
  }

  /**
   * Takes deliveries that are going to be run, together rather than one by one, in the transaction
   * of the caller; after it, the claims are to be {@linkplain #keep kept}.
   *
   * @return the claims of those that want an attempt now
   */
  public List<ClaimedDelivery> claim(List<DeliveryId> ids) {
    return ledger.claim(ids, worker, channel.lease(), sender.channelKey());
  }

  /** Keeps claims until {@link #run} begins their attempts. */
  public void keep(List<ClaimedDelivery> claims) {
    claims.forEach(claim -> unbegun.put(claim.id(), claim));
  }

  /** Gives back the claims whose attempts will not begin here. */
  public void handBack() {
    List<ClaimedDelivery> claims = new ArrayList<>(unbegun.values());
    claims.removeIf(claim -> !unbegun.remove(claim.id(), claim));
    if (!claims.isEmpty()) {
      ledger.handBack(claims);
    }
  }

  /** Makes one attempt, if the delivery wants one. */
  public RunResult run(DeliveryId id) {
    try (MDC.MDCCloseable deliveryId = Mdc.with(Mdc.DELIVERY_ID, id.toString())) {
      return claimOf(id).map(this::attempt).orElseGet(() -> withoutAttempt(id));
    }
  }

  private Optional<ClaimedDelivery> claimOf(DeliveryId id) {
    ClaimedDelivery kept = unbegun.remove(id);
    return kept == null ? claim(List.of(id)).stream().findFirst() : Optional.of(kept);
  }

  private RunResult attempt(ClaimedDelivery delivery) {
    try (MDC.MDCCloseable correlation =
            Mdc.with(Mdc.CORRELATION_ID, delivery.correlationId().value());
        MDC.MDCCloseable attempt = Mdc.with(Mdc.ATTEMPT, String.valueOf(delivery.attempt()))) {
      FailPoint.AFTER_CLAIM.reached();
      metrics.started(delivery);
      long startedAt = System.nanoTime();
      Outcome outcome = trySending(delivery);
      Duration duration = Duration.ofNanos(System.nanoTime() - startedAt);
      metrics.ended(delivery, outcome, duration);
      restAfterFault(outcome);
      NextStep next =
          policy.after(
              outcome,
              delivery.failedAttempts(),
              delivery.onUnknown(),
              delivery.wasUnknownBefore());
      logAttempt(delivery, outcome, next, duration);
      FailPoint.AFTER_ANSWER.reached();
      RunResult result = record(delivery.id(), delivery.attempt(), outcome, next);
      FailPoint.AFTER_OUTCOME.reached();
      return result;
    }
  }

  private Outcome trySending(ClaimedDelivery delivery) {
    try {
      return sender.send(delivery);
    } catch (RuntimeException e) {
      log.error("The attempt broke off by a fault of ours; it will be tried again", e);
      return new Outcome.TemporaryFailure(FailureCode.INTERNAL_ERROR, e.getClass().getSimpleName());
    }
  }

  private void restAfterFault(Outcome outcome) {
    if (outcome instanceof Outcome.ChannelFault fault) {
      ledger.pauseChannel(sender.channelKey(), policy.pauseOf(fault), fault.code());
    }
  }

  private RunResult record(DeliveryId id, int attempt, Outcome outcome, NextStep next) {
    if (next instanceof TryAgain again) {
      return ledger
          .tryAgain(id, attempt, outcome, again.delay(), again.countsAsFailure())
          .<RunResult>map(at -> new RunAgain(at, String.valueOf(outcome.code())))
          .orElseGet(() -> overtaken(attempt));
    }
    End end = (End) next;
    if (!ledger.end(id, attempt, outcome, end.status(), end.countsAsFailure())) {
      return overtaken(attempt);
    }
    return end.status() == DeliveryStatus.DELIVERED
        ? new Done()
        : new GaveUp(String.valueOf(outcome.code()));
  }

  private static RunResult overtaken(int attempt) {
    log.warn(
        "Attempt {} ended after its lease, and another worker has gone on with the delivery: its"
            + " outcome is not recorded, look at the delivery's attempts",
        attempt);
    return new Done();
  }

  private RunResult withoutAttempt(DeliveryId id) {
    Optional<Standing> found = ledger.standing(id, sender.channelKey());
    if (found.isEmpty()) {
      log.warn("Job {} has no delivery; it ends without doing anything", id);
      return new Done();
    }
    Standing standing = found.get();
    try (MDC.MDCCloseable correlation =
        Mdc.with(Mdc.CORRELATION_ID, standing.correlationId().value())) {
      return withoutAttempt(id, standing);
    }
  }

  private RunResult withoutAttempt(DeliveryId id, Standing standing) {
    if (!standing.status().isOpen()) {
      return new Done();
    }
    if (!standing.isDue()) {
      return new RunAgain(standing.dueAt(), waitingFor(standing));
    }
    if (standing.status() == DeliveryStatus.SENDING) {
      return afterLostWorker(id, standing);
    }
    if (standing.isExpired()) {
      ledger.expire(id);
      return new GaveUp(FailureCode.EXPIRED);
    }
    if (standing.pausedUntil() != null) {
      String reason = String.valueOf(standing.pauseReason());
      ledger.putOff(id, standing.pausedUntil(), reason);
      return new RunAgain(standing.pausedUntil(), "channel rests: " + reason);
    }
    // It became due between the two looks.
    return new RunAgain(standing.dueAt(), waitingFor(standing));
  }

  private RunResult afterLostWorker(DeliveryId id, Standing standing) {
    Outcome outcome = new Outcome.Unknown(FailureCode.WORKER_LOST, null);
    OnUnknown onUnknown = standing.onUnknown();
    NextStep next =
        policy.after(outcome, standing.failedAttempts(), onUnknown, standing.wasUnknownBefore());
    log.warn(
        "Delivery {} lost its worker during attempt {}; the message may have been sent. Next: {}",
        id,
        standing.attempt(),
        next);
    return record(id, standing.attempt(), outcome, next);
  }

  private static String waitingFor(Standing standing) {
    return standing.status() == DeliveryStatus.SENDING ? "another worker has it" : "not due yet";
  }

  private void logAttempt(
      ClaimedDelivery delivery, Outcome outcome, NextStep next, Duration duration) {
    String line =
        "%s attempt %d: %s%s in %d ms; next: %s"
            .formatted(
                delivery.channel(),
                delivery.attempt(),
                outcome.kind(),
                outcome.code() == null ? "" : " " + outcome.code(),
                duration.toMillis(),
                next);
    if (outcome instanceof Outcome.ChannelFault fault && fault.pause() == null) {
      log.error("{}. {} needs a person: {}", line, sender.channelKey(), fault.detail());
    } else if (next instanceof End end && end.status() != DeliveryStatus.DELIVERED) {
      log.warn(line);
    } else {
      log.info(line);
    }
  }
}
