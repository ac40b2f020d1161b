package io.chasqui.delivery;

import io.chasqui.contract.delivery.AttemptPhase;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal of the attempt this worker is making. */
final class RunningAttempt implements AttemptJournal {

  private static final Logger log = LoggerFactory.getLogger(RunningAttempt.class);

  private final DeliveryLedger ledger;
  private final ClaimedDelivery delivery;
  private volatile AttemptPhase phase = AttemptPhase.CLAIMED;
  private volatile @Nullable Outcome refusal;
  private volatile long connectedAt;

  RunningAttempt(DeliveryLedger ledger, ClaimedDelivery delivery) {
    this.ledger = ledger;
    this.delivery = delivery;
  }

  @Override
  public void connected() {
    if (phase == AttemptPhase.CLAIMED) {
      connectedAt = System.nanoTime();
    }
    reaches(AttemptPhase.CONNECTED);
  }

  @Override
  public void beforeLastByte() throws Refused {
    switch (askLedger()) {
      case ALLOWED -> reaches(AttemptPhase.TRANSMITTING);
      case OVERTAKEN -> throw refused(FailureCode.WORKER_LOST, "the lease is over");
      case TOO_LATE -> throw refused(FailureCode.EXPIRED, "the deadline has passed");
    }
  }

  @Override
  public void answered() {
    reaches(AttemptPhase.ANSWERED);
  }

  AttemptPhase phase() {
    return phase;
  }

  /** How long the peer has had; zero when it was not reached. */
  Duration sinceConnected() {
    return phase == AttemptPhase.CLAIMED
        ? Duration.ZERO
        : Duration.ofNanos(System.nanoTime() - connectedAt);
  }

  /** What really ended the attempt when it was this journal, whatever its sender makes of it. */
  Optional<Outcome> refusal() {
    return Optional.ofNullable(refusal);
  }

  private Refused refused(String code, String reason) {
    refusal = new Outcome.TemporaryFailure(code, reason);
    return new Refused(reason);
  }

  private LastByte askLedger() throws Refused {
    try {
      return ledger.lastByte(delivery.id(), delivery.attempt());
    } catch (RuntimeException e) {
      log.warn("Nothing was sent, because the ledger could not be asked whether it may be", e);
      throw refused(FailureCode.INTERNAL_ERROR, "the database was away");
    }
  }

  /** A message of several parts transmits more than once: an attempt never goes back. */
  private void reaches(AttemptPhase next) {
    if (next.compareTo(phase) > 0) {
      phase = next;
    }
  }
}
