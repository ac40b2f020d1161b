package io.chasqui.worker.attempt;

import io.chasqui.contract.delivery.AttemptPhase;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliveryCounters;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.LostAttempt;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.UnclaimedDelivery;
import io.chasqui.delivery.Worker;
import io.chasqui.platform.FailPoint;
import io.chasqui.platform.log.Mdc;
import io.chasqui.platform.trace.TracedWork;
import io.chasqui.platform.trace.Traces;
import io.chasqui.worker.AttemptJournal;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.ChannelPolicy;
import io.chasqui.worker.Provider;
import io.chasqui.worker.attempt.NextStep.End;
import io.chasqui.worker.attempt.NextStep.TryAgain;
import io.chasqui.worker.attempt.RunResult.Done;
import io.chasqui.worker.attempt.RunResult.GaveUp;
import io.chasqui.worker.attempt.RunResult.RunAgain;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import io.chasqui.worker.lane.ProviderCircuitBreakers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs one job of a delivery: takes the delivery, lets the channel's adapter try it once, records
 * the outcome and says what the job has to do next. The attempt is stored before the peer hears of
 * it, and its outcome under the attempt's own number, so that a late worker changes nothing.
 */
public final class DeliveryRunner {

  private static final Logger log = LoggerFactory.getLogger(DeliveryRunner.class);

  private final AttemptLedger ledger;
  private final ChannelAdapter adapter;
  private final ProviderCircuitBreakers gates;
  private final ChannelPolicy channel;
  private final OutcomePolicy policy;
  private final Worker worker;
  private final AttemptMetrics metrics;
  private final DeliveryCounters counters;
  private final DeliveryTraces traces;
  private final Map<DeliveryId, Claim> unbegun = new ConcurrentHashMap<>();
  private final LateOutcomes late = new LateOutcomes();

  /**
   * @param worker this process, in the attempts it makes
   */
  public DeliveryRunner(
      AttemptLedger ledger,
      ChannelAdapter adapter,
      ProviderCircuitBreakers gates,
      Worker worker,
      RandomGenerator chance,
      MeterRegistry meters,
      Traces traces) {
    this.ledger = ledger;
    this.adapter = adapter;
    this.gates = gates;
    this.channel = adapter.policy();
    this.policy = new OutcomePolicy(channel, chance);
    this.worker = worker;
    this.metrics = new AttemptMetrics(meters);
    this.counters = new DeliveryCounters(meters);
    this.traces = new DeliveryTraces(traces);
  }

  /**
   * Takes deliveries that are going to be run, together rather than one by one, in the transaction
   * of the caller, who has a permit of the gate for each; after it, the claims are to be
   * {@linkplain #keep kept}.
   *
   * @param gate before the provider that the attempts go to
   * @return the claims of those that want an attempt now
   */
  public List<Claim> claim(List<DeliveryId> ids, ProviderCircuitBreaker gate) {
    return ledger.claim(ids, worker, channel.lease(), gate.provider().key()).stream()
        .map(delivery -> new Claim(delivery, gate))
        .toList();
  }

  /** Keeps claims until {@link #run} begins their attempts. */
  public void keep(List<Claim> claims) {
    claims.forEach(claim -> unbegun.put(claim.delivery().id(), claim));
  }

  /** Gives back the claims whose attempts will not begin here. */
  public void handBack() {
    List<Claim> claims = new ArrayList<>(unbegun.values());
    claims.removeIf(claim -> !unbegun.remove(claim.delivery().id(), claim));
    if (claims.isEmpty()) {
      return;
    }
    try {
      ledger.handBack(claims.stream().map(Claim::delivery).toList());
      claims.forEach(claim -> claim.gate().release(1));
    } catch (RuntimeException e) {
      // For another time: their attempts have not begun.
      keep(claims);
      throw e;
    }
  }

  /** Ends deliveries that wait and whose deadline has passed, where no job of theirs runs. */
  public void expireOverdue() {
    ledger.expireOverdue().forEach(expired -> counters.ended(expired, DeliveryStatus.EXPIRED));
  }

  /** Stores the outcomes that could not be stored when they were known. */
  public void recordLateOutcomes() {
    late.record();
  }

  /** Makes one attempt, if the delivery wants one. */
  public RunResult run(DeliveryId id) {
    try (MDC.MDCCloseable deliveryId = Mdc.with(Mdc.DELIVERY_ID, id.toString())) {
      Claim kept = unbegun.remove(id);
      return kept == null ? runUnclaimed(id) : attempt(kept);
    }
  }

  private RunResult runUnclaimed(DeliveryId id) {
    Lane lane = ledger.laneOf(id).orElseGet(() -> Lane.of(adapter.channel()));
    List<ProviderCircuitBreaker> lanesGates = gates.of(lane);
    return claimAlone(id, lanesGates)
        .map(this::attempt)
        .orElseGet(() -> withoutAttempt(id, lanesGates));
  }

  private Optional<Claim> claimAlone(DeliveryId id, List<ProviderCircuitBreaker> lanesGates) {
    return lanesGates.stream()
        .map(gate -> claimAlone(id, gate))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Claim> claimAlone(DeliveryId id, ProviderCircuitBreaker gate) {
    int permits = gate.acquire(1);
    List<Claim> claimed = List.of();
    try {
      if (permits == 1) {
        claimed = claim(List.of(id), gate);
      }
      return claimed.stream().findFirst();
    } finally {
      gate.release(permits - claimed.size());
    }
  }

  private RunResult attempt(Claim claim) {
    ClaimedDelivery delivery = claim.delivery();
    Provider provider = claim.gate().provider();
    try (Mdc.Scope context = Mdc.withDelivery(delivery.correlationId(), delivery.customerId());
        MDC.MDCCloseable attempt = Mdc.with(Mdc.ATTEMPT, String.valueOf(delivery.attempt()));
        TracedWork job = traces.job(delivery)) {
      FailPoint.AFTER_CLAIM.reached();
      metrics.started(delivery);
      long startedAt = System.nanoTime();
      RunningAttempt running = new RunningAttempt(ledger, delivery, System::nanoTime);
      Outcome sent = traces.attempt(delivery, () -> trySending(delivery, provider, running));
      Optional<Outcome> refusal = running.refusal();
      Outcome outcome =
          refusal.orElseGet(() -> new ProviderTextRedactor(delivery).removedFrom(sent));
      Duration duration = Duration.ofNanos(System.nanoTime() - startedAt);
      metrics.ended(delivery, outcome, duration);
      traces.ended(job, outcome);
      Duration peersTime = saysNothingOfThePeer(outcome, running) ? null : running.sinceConnected();
      NextStep next =
          refusal.isPresent() ? OutcomePolicy.NOT_ITS_FAULT : nextStep(delivery, outcome);
      AttemptLog.ended(delivery, provider.key(), outcome, next, duration);
      FailPoint.AFTER_ANSWER.reached();
      EndOfAttempt end =
          new EndOfAttempt(
              delivery.id(), delivery.attempt(), running.phase(), outcome, next.countsAsFailure());
      RunResult result = recordAndTell(claim, end, next, peersTime);
      FailPoint.AFTER_OUTCOME.reached();
      return result;
    }
  }

  private NextStep nextStep(ClaimedDelivery delivery, Outcome outcome) {
    return policy
        .of(delivery)
        .after(
            outcome, delivery.failedAttempts(), delivery.onUnknown(), delivery.wasUnknownBefore());
  }

  private Outcome trySending(ClaimedDelivery delivery, Provider provider, AttemptJournal journal) {
    if (delivery.channel() != adapter.channel()) {
      return new Outcome.PermanentFailure(
          FailureCode.CHANNEL_NOT_SUPPORTED, delivery.channel().name());
    }
    try {
      return adapter.send(delivery, provider, journal);
    } catch (RuntimeException e) {
      log.error("The attempt broke off by a fault of ours; it will be tried again", e);
      return new Outcome.TemporaryFailure(FailureCode.INTERNAL_ERROR, e.getClass().getSimpleName());
    }
  }

  /**
   * The provider's gate hears only of attempts that are still this worker's when they end: one that
   * slept, and was taken over meanwhile, met whatever became of its connection in that time.
   *
   * @param peersTime null when the attempt says nothing of the peer
   */
  private RunResult recordAndTell(
      Claim claim, EndOfAttempt end, NextStep next, @Nullable Duration peersTime) {
    Channel of = claim.delivery().channel();
    Optional<RunResult> recorded = Optional.empty();
    try {
      recorded = record(of, end, next);
    } finally {
      if (recorded.isPresent() && peersTime != null) {
        tell(claim.gate(), of, end.outcome(), peersTime);
      } else {
        claim.gate().release(1);
      }
    }
    return recorded.orElseGet(() -> overtaken(end));
  }

  private void tell(ProviderCircuitBreaker gate, Channel of, Outcome outcome, Duration peersTime) {
    gate.failures().ended(outcome);
    Duration pause = Duration.ZERO;
    if (outcome instanceof Outcome.ChannelFault fault) {
      metrics.failed(of, fault);
      pause = policy.pauseOf(fault);
    }
    if (pause.isZero()) {
      gate.ended(outcome, peersTime);
    } else {
      gate.pause(pause);
      ledger.pauseChannel(gate.provider().key(), pause, String.valueOf(outcome.code()));
    }
  }

  /**
   * It failed before the peer was tried, e.g. because its report is not there yet, or was broken
   * off by ourselves, and then the time it took may be that of our own sleep.
   */
  private static boolean saysNothingOfThePeer(Outcome outcome, RunningAttempt running) {
    return running.refusal().isPresent()
        || running.phase() == AttemptPhase.CLAIMED
            && (outcome instanceof Outcome.TemporaryFailure
                || outcome instanceof Outcome.PermanentFailure);
  }

  /**
   * What cannot be stored now is kept, and stored when the database is back.
   *
   * @return empty when the attempt is not the delivery's running one any more
   */
  private Optional<RunResult> record(Channel of, EndOfAttempt end, NextStep next) {
    try {
      return stored(of, end, next);
    } catch (RuntimeException e) {
      log.warn(
          "Outcome {} of attempt {} could not be stored; it is kept and stored later",
          end.outcome().kind(),
          end.attempt());
      late.keep(end, () -> stored(of, end, next), channel.lease());
      throw e;
    }
  }

  /** Empty when the attempt is not the delivery's running one any more. */
  private Optional<RunResult> stored(Channel of, EndOfAttempt end, NextStep next) {
    String code = String.valueOf(end.outcome().code());
    if (next instanceof TryAgain again) {
      return ledger.tryAgain(end, again.delay()).map(at -> new RunAgain(at, code));
    }
    DeliveryStatus status = ((End) next).status();
    if (!ledger.end(end, status)) {
      return Optional.empty();
    }
    counters.ended(of, status);
    return Optional.of(status == DeliveryStatus.DELIVERED ? new Done() : new GaveUp(code));
  }

  private static RunResult overtaken(EndOfAttempt end) {
    log.warn(
        "Attempt {} ended after its lease, and another worker has gone on with the delivery: its"
            + " outcome is not recorded, look at the delivery's attempts",
        end.attempt());
    return new Done();
  }

  private RunResult withoutAttempt(DeliveryId id, List<ProviderCircuitBreaker> lanesGates) {
    Optional<UnclaimedDelivery> found = ledger.standing(id, lanesGates.get(0).provider().key());
    if (found.isEmpty()) {
      log.warn("Job {} has no delivery; it ends without doing anything", id);
      return new Done();
    }
    UnclaimedDelivery standing = found.get();
    try (MDC.MDCCloseable correlation =
        Mdc.with(Mdc.CORRELATION_ID, standing.correlationId().value())) {
      return withoutAttempt(id, standing, lanesGates);
    }
  }

  private RunResult withoutAttempt(
      DeliveryId id, UnclaimedDelivery standing, List<ProviderCircuitBreaker> lanesGates) {
    if (!standing.status().isOpen()) {
      return hasEnded(standing);
    }
    if (!standing.isDue()) {
      return new RunAgain(standing.dueAt(), waitingFor(standing));
    }
    if (standing.status() == DeliveryStatus.SENDING) {
      return afterLostWorker(id, standing);
    }
    if (standing.isExpired()) {
      if (ledger.expire(id)) {
        counters.ended(standing.channel(), DeliveryStatus.EXPIRED);
      }
      return new GaveUp(FailureCode.EXPIRED);
    }
    if (standing.pausedUntil() != null) {
      return whilePaused(id, standing, lanesGates);
    }
    // It became due between the two looks.
    return new RunAgain(standing.dueAt(), waitingFor(standing));
  }

  /** Its preferred provider is paused, and none of the others took it. */
  private RunResult whilePaused(
      DeliveryId id, UnclaimedDelivery standing, List<ProviderCircuitBreaker> lanesGates) {
    Instant until = Instant.MAX;
    String reason = "";
    boolean anyIsLeft = false;
    for (ProviderCircuitBreaker gate : lanesGates) {
      UnclaimedDelivery now = ledger.standing(id, gate.provider().key()).orElse(standing);
      gate.pause(now.pauseLeft());
      if (now.pausedUntil() == null) {
        anyIsLeft = true;
      } else if (now.pausedUntil().isBefore(until)) {
        until = now.pausedUntil();
        reason = String.valueOf(now.pauseReason());
      }
    }
    if (anyIsLeft) {
      // Left alone by this worker only: another one may take it, or it is this one's probe.
      return new RunAgain(standing.dueAt(), waitingFor(standing));
    }
    ledger.putOff(id, until, reason);
    return new RunAgain(until, "channel rests: " + reason);
  }

  private RunResult afterLostWorker(DeliveryId id, UnclaimedDelivery standing) {
    Optional<LostAttempt> found = ledger.takeForLost(id, standing.attempt());
    if (found.isEmpty()) {
      return new RunAgain(standing.dueAt(), "its attempt has just ended");
    }
    LostAttempt lost = found.get();
    Outcome outcome = OutcomePolicy.ofLost(lost);
    NextStep next =
        policy.afterLost(
            lost, standing.failedAttempts(), standing.onUnknown(), standing.wasUnknownBefore());
    log.warn(
        "Delivery {} lost its worker during attempt {}; {}. Next: {}",
        id,
        standing.attempt(),
        lost.mayHaveSent() ? "the message may have been sent" : "nothing was sent",
        next.words());
    EndOfAttempt end =
        new EndOfAttempt(id, standing.attempt(), null, outcome, next.countsAsFailure());
    return stored(standing.channel(), end, next).orElseGet(() -> overtaken(end));
  }

  private static RunResult hasEnded(UnclaimedDelivery standing) {
    return switch (standing.status()) {
      case FAILED, EXPIRED, UNCERTAIN -> new GaveUp(standing.status().name());
      default -> new Done();
    };
  }

  private static String waitingFor(UnclaimedDelivery standing) {
    return standing.status() == DeliveryStatus.SENDING ? "another worker has it" : "not due yet";
  }
}
