package io.chasqui.worker.attempt;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.SendFence;
import io.chasqui.platform.FailPoint;
import io.chasqui.platform.log.Mdc;
import io.chasqui.worker.AttemptJournal;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.Provider;
import io.chasqui.worker.lane.PeerSlot;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Makes one attempt at a delivery that is claimed, and has its outcome recorded. Whatever else is
 * done with an attempt listens to it.
 */
final class AttemptRunner {

  private static final Logger log = LoggerFactory.getLogger(AttemptRunner.class);

  /** Until it is looked whether a provider works again that may have the message. */
  private static final Duration AWAITED = Duration.ofMinutes(1);

  private final SendFence fence;
  private final ChannelAdapter adapter;
  private final OtherProviders others;
  private final OutcomePolicy policy;
  private final AttemptRecorder recorder;
  private final AttemptListener.Factory listeners;
  private final LinkFiller links;

  AttemptRunner(
      SendFence fence,
      ChannelAdapter adapter,
      OtherProviders others,
      OutcomePolicy policy,
      AttemptRecorder recorder,
      AttemptListener.Factory listeners,
      LinkFiller links) {
    this.fence = fence;
    this.adapter = adapter;
    this.others = others;
    this.policy = policy;
    this.recorder = recorder;
    this.listeners = listeners;
    this.links = links;
  }

  /**
   * @param slot closed when the peer is done: what is left needs none
   */
  RunResult run(Claim claim, PeerSlot slot) {
    ClaimedDelivery delivery = claim.delivery();
    try (Mdc.Scope context = Mdc.withDelivery(delivery.correlationId(), delivery.customerId());
        MDC.MDCCloseable number = Mdc.with(Mdc.ATTEMPT, String.valueOf(delivery.attempt()));
        AttemptListener listener = listeners.listenTo(claim)) {
      FailPoint.AFTER_CLAIM.reached();
      listener.begins();
      FinishedAttempt attempt = attempt(claim, listener);
      slot.close();
      listener.ended(attempt);
      FailPoint.AFTER_ANSWER.reached();
      RunResult result = record(delivery.channel(), attempt, listener);
      FailPoint.AFTER_OUTCOME.reached();
      return result;
    }
  }

  private FinishedAttempt attempt(Claim claim, AttemptListener listener) {
    ClaimedDelivery delivery = claim.delivery();
    long startedAt = System.nanoTime();
    RunningAttempt running = new RunningAttempt(fence, delivery, System::nanoTime);
    Outcome tried = tryProviders(claim, running, listener);
    listener.tried(tried);
    Optional<Outcome> refusal = running.refusal();
    Outcome outcome =
        refusal.orElseGet(() -> new ProviderTextRedactor(delivery).removedFrom(tried));
    NextStep next = refusal.isPresent() ? running.stepAfterRefusal() : next(delivery, outcome);
    return new FinishedAttempt(
        new EndOfAttempt(
            delivery.id(), delivery.attempt(), running.phase(), outcome, next.countsAsFailure()),
        next,
        Duration.ofNanos(System.nanoTime() - startedAt),
        peersTime(running, outcome));
  }

  /** One after the other, as long as each says that the fault is its own. */
  private Outcome tryProviders(Claim claim, RunningAttempt running, AttemptListener listener) {
    ClaimedDelivery delivery = claim.delivery();
    Provider provider = claim.breaker().provider();
    ProviderCircuitBreaker mayHaveIt = others.whoMayHaveIt(delivery).orElse(claim.breaker());
    if (!mayHaveIt.provider().equals(provider)) {
      provider = mayHaveIt.provider();
      if (!others.gets(delivery, mayHaveIt)) {
        return new Outcome.TemporaryFailure(
            FailureCode.PROVIDER_AWAITED, provider.key() + " may have it", AWAITED);
      }
      listener.staysWith(mayHaveIt);
    }
    Set<Provider> tried = new HashSet<>(Set.of(provider));
    StringBuilder before = new StringBuilder();
    Outcome outcome = trySending(delivery, provider, running);
    while (outcome instanceof Outcome.ChannelFault fault && running.refusal().isEmpty()) {
      Optional<ProviderCircuitBreaker> next = others.next(delivery, tried);
      if (next.isEmpty()) {
        break;
      }
      listener.turns(fault, running.sinceConnected(), next.get());
      running.turns();
      before.append(words(provider, fault)).append("; ");
      provider = next.get().provider();
      tried.add(provider);
      outcome = trySending(delivery, provider, running);
    }
    return before.isEmpty() ? outcome : outcome.withDetail(before + words(provider, outcome));
  }

  /** Of one of several. */
  private static String words(Provider provider, Outcome outcome) {
    String what = outcome.code() == null ? "accepted" : outcome.code();
    String why = outcome.detail() == null ? "" : " " + outcome.detail();
    return provider.key() + ": " + what + why;
  }

  private Outcome trySending(ClaimedDelivery delivery, Provider provider, AttemptJournal journal) {
    if (delivery.channel() != adapter.channel()) {
      return new Outcome.PermanentFailure(
          FailureCode.CHANNEL_NOT_SUPPORTED, delivery.channel().name());
    }
    try {
      return adapter.send(links.filled(delivery), provider, journal);
    } catch (RuntimeException e) {
      log.error("The attempt broke off by a fault of ours; it will be tried again", e);
      return new Outcome.TemporaryFailure(FailureCode.INTERNAL_ERROR, e.getClass().getSimpleName());
    }
  }

  private NextStep next(ClaimedDelivery delivery, Outcome outcome) {
    return policy
        .of(delivery)
        .after(
            outcome, delivery.failedAttempts(), delivery.onUnknown(), delivery.wasUnknownBefore());
  }

  /**
   * Null when the attempt says nothing of the peer. It failed before the peer was tried, e.g.
   * because its report is not there yet, or was broken off by ourselves, and then the time it took
   * may be that of our own sleep.
   */
  private static @Nullable Duration peersTime(RunningAttempt running, Outcome outcome) {
    boolean isNotOfThePeer =
        running.refusal().isPresent()
            || !running.hasReachedItsPeer()
                && (outcome instanceof Outcome.TemporaryFailure
                    || outcome instanceof Outcome.PermanentFailure);
    return isNotOfThePeer ? null : running.sinceConnected();
  }

  private RunResult record(Channel of, FinishedAttempt attempt, AttemptListener listener) {
    Optional<RunResult> recorded = Optional.empty();
    try {
      recorded = recorder.record(of, attempt.end(), attempt.next());
    } finally {
      if (recorded.isPresent()) {
        listener.recorded(attempt);
      } else {
        listener.notRecorded(attempt);
      }
    }
    if (recorded.isEmpty()) {
      AttemptRecorder.tellOvertaken(attempt.end());
    }
    return recorded.orElseGet(RunResult.Overtaken::new);
  }
}
