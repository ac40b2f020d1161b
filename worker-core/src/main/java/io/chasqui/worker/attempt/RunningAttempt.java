package io.chasqui.worker.attempt;

import io.chasqui.contract.delivery.AttemptPhase;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Refusal;
import io.chasqui.delivery.SendFence;
import io.chasqui.delivery.SendPermission;
import io.chasqui.platform.FailPoint;
import io.chasqui.platform.log.FailureLog;
import io.chasqui.worker.AttemptJournal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal of the attempt this worker is making. */
final class RunningAttempt implements AttemptJournal {

  private static final Logger log = LoggerFactory.getLogger(RunningAttempt.class);

  /**
   * How long a permission is good for, by this process's own clock, from the moment it was asked
   * for. A process that was frozen meanwhile may have been taken for lost.
   */
  static final Duration GRANT = Duration.ofMillis(250);

  private final SendFence fence;
  private final ClaimedDelivery delivery;
  private final LongSupplier nanos;
  private volatile AttemptPhase phase = AttemptPhase.CLAIMED;
  private volatile @Nullable Outcome refusal;
  private volatile NextStep step = OutcomePolicy.NOT_ITS_FAULT;

  /** Of the peer that it goes to now; null: it was not reached. */
  private volatile @Nullable Long connectedAt;

  /**
   * @param nanos a clock that nobody sets, as {@link System#nanoTime}
   */
  RunningAttempt(SendFence fence, ClaimedDelivery delivery, LongSupplier nanos) {
    this.fence = fence;
    this.delivery = delivery;
    this.nanos = nanos;
  }

  @Override
  public void connected() {
    reaches(AttemptPhase.CONNECTED);
  }

  @Override
  public void beforeLastByte() throws Refused {
    SendPermission permission = freshPermission();
    switch (permission.kind()) {
      case ALLOWED -> reaches(AttemptPhase.TRANSMITTING);
      case OVERTAKEN -> throw refused(FailureCode.WORKER_LOST, "the lease is over");
      case REFUSED -> throw refused(Objects.requireNonNull(permission.refusal()));
    }
  }

  @Override
  public void answered() {
    reaches(AttemptPhase.ANSWERED);
  }

  AttemptPhase phase() {
    return phase;
  }

  boolean hasReachedItsPeer() {
    return connectedAt != null;
  }

  /** How long the peer has had; zero when it was not reached. */
  Duration sinceConnected() {
    Long since = connectedAt;
    return since == null ? Duration.ZERO : Duration.ofNanos(nanos.getAsLong() - since);
  }

  /** Goes on with another peer. How far it has come stays: the first may have had the message. */
  void turns() {
    connectedAt = null;
  }

  /** What really ended the attempt when it was this journal, whatever its sender makes of it. */
  Optional<Outcome> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** What follows then. Nothing of it is the message's fault. */
  NextStep stepAfterRefusal() {
    return step;
  }

  /** What ends its delivery is none of the waits for another try. */
  private Refused refused(Refusal why) {
    String reason =
        switch (why.verdict()) {
          case CANCELLED -> "its recipient was erased";
          case EXPIRED -> "the deadline has passed";
          case SUPPRESSED -> "its recipient is not written to any more";
          case PUT_BACK -> "it has to wait";
        };
    if (!why.isFinal()) {
      return refused(why.code(), reason);
    }
    step = new NextStep.End(DeliveryStatus.valueOf(why.verdict().name()), false);
    refusal = new Outcome.PermanentFailure(why.code(), reason);
    return new Refused(reason);
  }

  private Refused refused(String code, String reason) {
    refusal = new Outcome.TemporaryFailure(code, reason);
    return new Refused(reason);
  }

  /** Whoever gets it late asks again, as long as it takes: the lease's end ends that. */
  private SendPermission freshPermission() throws Refused {
    long askedAt = nanos.getAsLong();
    SendPermission answer = ask(fence::lastByte);
    FailPoint.AFTER_PERMISSION.reached();
    while (answer.kind() == SendPermission.Kind.ALLOWED
        && nanos.getAsLong() - askedAt >= GRANT.toNanos()) {
      askedAt = nanos.getAsLong();
      answer = ask(fence::lastByteAgain);
    }
    return answer;
  }

  private SendPermission ask(BiFunction<DeliveryId, Integer, SendPermission> question)
      throws Refused {
    try {
      return question.apply(delivery.id(), delivery.attempt());
    } catch (RuntimeException e) {
      FailureLog.tell(
          log, "The ledger could not be asked whether the message may be sent", "it was not", e);
      throw refused(FailureCode.INTERNAL_ERROR, "the database was away");
    }
  }

  /** A message of several parts transmits more than once: an attempt never goes back. */
  private void reaches(AttemptPhase next) {
    if (connectedAt == null) {
      connectedAt = nanos.getAsLong();
    }
    if (next.compareTo(phase) > 0) {
      phase = next;
    }
  }
}
