package io.chasqui.worker.attempt;

import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.DeliveryCounters;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.Worker;
import io.chasqui.delivery.link.UnsubscribeLinks;
import io.chasqui.platform.log.Mdc;
import io.chasqui.platform.trace.Traces;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.attempt.RunResult.RunAgain;
import io.chasqui.worker.lane.PeerSlot;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import io.chasqui.worker.lane.ProviderCircuitBreakers;
import io.chasqui.worker.report.ReportSupply;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.MDC;

/**
 * Runs the jobs of one channel's deliveries: takes the delivery, lets the channel's adapter try it
 * once, records the outcome and says what the job has to do next. The attempt is stored before the
 * peer hears of it, and its outcome under the attempt's own number, so that a late worker changes
 * nothing.
 */
public final class DeliveryRunner {

  private final AttemptLedger ledger;
  private final ChannelAdapter adapter;
  private final ProviderCircuitBreakers breakers;
  private final Claims claims;
  private final AttemptRunner attempts;
  private final AttemptRecorder recorder;
  private final UnclaimedDeliveries unclaimed;

  /**
   * @param endings ends deliveries for good
   * @param reports whether deliveries of the channel can be had theirs
   * @param worker this process, in the attempts it makes
   * @param links to unsubscribe by, where a message has room for one
   */
  public DeliveryRunner(
      AttemptLedger ledger,
      Endings endings,
      ChannelAdapter adapter,
      ProviderCircuitBreakers breakers,
      ReportSupply reports,
      Worker worker,
      RandomGenerator chance,
      MeterRegistry meters,
      Traces traces,
      UnsubscribeLinks links) {
    Duration lease = adapter.policy().lease();
    OutcomePolicy policy = new OutcomePolicy(adapter.policy(), chance);
    DeliveryCounters counters = new DeliveryCounters(meters);
    this.ledger = ledger;
    this.adapter = adapter;
    this.breakers = breakers;
    this.claims = new Claims(ledger, worker, lease, reports);
    this.recorder = new AttemptRecorder(ledger, endings, counters, lease);
    this.attempts =
        new AttemptRunner(
            ledger,
            adapter,
            new OtherProviders(ledger, breakers),
            policy,
            recorder,
            AttemptListeners.of(
                claim -> new AttemptSpans(traces, claim.delivery()),
                claim -> new AttemptMetrics(meters, claim.delivery()),
                claim -> new AttemptLog(claim.delivery(), claim.breaker().provider()),
                claim -> new BreakerListener(claim.breaker(), policy, ledger)),
            new LinkFiller(links));
    this.unclaimed =
        new UnclaimedDeliveries(
            ledger, counters, new LostAttempts(ledger, policy, recorder), reports);
  }

  /**
   * Takes deliveries that are going to be run, together rather than one by one, in the transaction
   * of the caller, who has a permit of the breaker for each; after it, the claims are to be
   * {@linkplain #keep kept}.
   *
   * @param breaker of the provider that the attempts go to
   * @return the claims of those that want an attempt now
   */
  public List<Claim> claim(List<DeliveryId> ids, ProviderCircuitBreaker breaker) {
    return claims.claim(ids, breaker);
  }

  /** Keeps claims until {@link #run} begins their attempts. */
  public void keep(List<Claim> unbegun) {
    claims.keep(unbegun);
  }

  /** Gives back the claims whose attempts will not begin here. */
  public void handBack() {
    claims.handBack();
  }

  /** Ends deliveries that wait and whose deadline has passed, where no job of theirs runs. */
  public void expireOverdue() {
    unclaimed.expireOverdue();
  }

  /** Stores the outcomes that could not be stored when they were known. */
  public void recordLateOutcomes() {
    recorder.recordLate();
  }

  /** The same, where nobody counts how many attempts are at their peers. */
  public RunResult run(DeliveryId id) {
    return run(id, PeerSlot.UNCOUNTED);
  }

  /**
   * Makes one attempt, if the delivery wants one. Where its turn has not come, or its provider was
   * shut since the delivery was taken, that is given back and there is no attempt.
   *
   * @param slot closed as soon as the peer is done
   */
  public RunResult run(DeliveryId id, PeerSlot slot) {
    try (MDC.MDCCloseable deliveryId = Mdc.with(Mdc.DELIVERY_ID, id.toString())) {
      Claim kept = claims.begin(id);
      if (kept == null) {
        return runUnclaimed(id, slot);
      }
      return slot.isHad() && !kept.breaker().isShut() ? run(kept, slot) : putBack(kept);
    }
  }

  private RunResult run(Claim claim, PeerSlot slot) {
    Duration wait = adapter.waitOf(claim.delivery());
    return wait.isZero() ? attempts.run(claim, slot) : putOff(claim, wait, slot);
  }

  private RunResult putBack(Claim claim) {
    handBack(claim);
    return new RunAgain(claim.delivery().startedAt(), "its turn did not come");
  }

  private RunResult putOff(Claim claim, Duration wait, PeerSlot slot) {
    DeliveryId id = claim.delivery().id();
    handBack(claim);
    return ledger
        .putOff(id, wait, FailureCode.RATE_LIMITED)
        .<RunResult>map(at -> new RunAgain(at, "whoever gets it has been sent enough just now"))
        .orElseGet(() -> runUnclaimed(id, slot));
  }

  /** Its attempt has not begun, and there is none afterwards. */
  private void handBack(Claim claim) {
    claims.keep(List.of(claim));
    claims.handBack(claim);
  }

  private RunResult runUnclaimed(DeliveryId id, PeerSlot slot) {
    Lane lane = ledger.laneOf(id).orElseGet(() -> Lane.of(adapter.channel()));
    List<ProviderCircuitBreaker> lanesBreakers = breakers.of(lane);
    Optional<Claim> claimed = slot.isHad() ? claims.claim(id, lanesBreakers) : Optional.empty();
    return claimed.map(claim -> run(claim, slot)).orElseGet(() -> unclaimed.run(id, lanesBreakers));
  }
}
