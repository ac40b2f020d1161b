package io.chasqui.worker.attempt;

import io.chasqui.contract.delivery.AttemptPhase;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.platform.FailPoint;
import io.chasqui.platform.log.Mdc;
import io.chasqui.platform.trace.TracedWork;
import io.chasqui.platform.trace.Traces;
import io.chasqui.worker.AttemptJournal;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.Provider;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Makes one attempt at a delivery that is claimed, and records its outcome. */
final class AttemptRunner {

  private static final Logger log = LoggerFactory.getLogger(AttemptRunner.class);

  private final AttemptLedger ledger;
  private final ChannelAdapter adapter;
  private final OutcomePolicy policy;
  private final AttemptRecorder recorder;
  private final AttemptMetrics metrics;
  private final DeliveryTraces traces;

  AttemptRunner(
      AttemptLedger ledger,
      ChannelAdapter adapter,
      OutcomePolicy policy,
      AttemptRecorder recorder,
      MeterRegistry meters,
      Traces traces) {
    this.ledger = ledger;
    this.adapter = adapter;
    this.policy = policy;
    this.recorder = recorder;
    this.metrics = new AttemptMetrics(meters);
    this.traces = new DeliveryTraces(traces);
  }

  RunResult run(Claim claim) {
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
      recorded = recorder.record(of, end, next);
    } finally {
      if (recorded.isPresent() && peersTime != null) {
        tell(claim.gate(), of, end.outcome(), peersTime);
      } else {
        claim.gate().release(1);
      }
    }
    return recorded.orElseGet(() -> AttemptRecorder.overtaken(end));
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
}
