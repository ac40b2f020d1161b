package io.chasqui.worker.attempt;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.LostAttempt;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.worker.ChannelPolicy;
import io.chasqui.worker.attempt.NextStep.End;
import io.chasqui.worker.attempt.NextStep.TryAgain;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The one place that decides what follows from an outcome. */
final class OutcomePolicy {

  /** In a row, before anything was sent: then the delivery itself may be what kills them. */
  static final int MOST_LOST_WORKERS = 5;

  private static final Duration SOON = Duration.ofSeconds(5);

  /** The delivery is looked at again soon: what went wrong was nothing of its own. */
  static final NextStep NOT_ITS_FAULT = new TryAgain(SOON, false);

  private static final Set<String> IS_NOT_ITS_FAULT =
      Set.of(
          FailureCode.WORKER_BUSY,
          FailureCode.STORAGE_BUSY,
          FailureCode.STORAGE_UNAVAILABLE,
          FailureCode.PROVIDER_AWAITED);

  private final ChannelPolicy channel;
  private final RandomGenerator chance;

  OutcomePolicy(ChannelPolicy channel, RandomGenerator chance) {
    this.channel = channel;
    this.chance = chance;
  }

  /** The policy for a delivery that may have waits of its own. */
  OutcomePolicy of(ClaimedDelivery delivery) {
    RetrySchedule own = delivery.retrySchedule();
    return own == null ? this : new OutcomePolicy(channel.withRetrySchedule(own), chance);
  }

  /**
   * @param failedAttempts attempts that failed before this one
   * @param resentBefore whether an earlier attempt was of unknown outcome already
   */
  NextStep after(Outcome outcome, int failedAttempts, OnUnknown onUnknown, boolean resentBefore) {
    if (outcome instanceof Outcome.Delivered) {
      return new End(DeliveryStatus.DELIVERED, false);
    }
    if (outcome instanceof Outcome.TemporaryFailure failure) {
      return afterTemporaryFailure(failure, failedAttempts);
    }
    if (outcome instanceof Outcome.ChannelFault fault) {
      return new TryAgain(waitAfter(fault), false);
    }
    if (outcome instanceof Outcome.Unknown) {
      return afterUnknown(failedAttempts, onUnknown, resentBefore);
    }
    return new End(DeliveryStatus.FAILED, true);
  }

  private NextStep afterUnknown(int failedAttempts, OnUnknown onUnknown, boolean resentBefore) {
    NextStep heldForAPerson = new End(DeliveryStatus.UNCERTAIN, true);
    if (onUnknown == OnUnknown.HOLD) {
      return heldForAPerson;
    }
    if (channel.repeatsUnknown()) {
      return channel
          .retrySchedule()
          .waitAfter(failedAttempts + 1, chance)
          .<NextStep>map(wait -> new TryAgain(wait, true))
          .orElse(heldForAPerson);
    }
    // At most one more copy: a second cut-off is a person's to decide.
    return resentBefore ? heldForAPerson : new TryAgain(channel.unknownResendAfter(), true);
  }

  /** What is known of an attempt whose worker is gone. */
  static Outcome ofLost(LostAttempt lost) {
    if (lost.mayHaveSent()) {
      return new Outcome.Unknown(FailureCode.WORKER_LOST, null);
    }
    return isOneTooMany(lost)
        ? new Outcome.PermanentFailure(
            FailureCode.WORKER_LOST, "so did those before; nothing was sent")
        : new Outcome.TemporaryFailure(FailureCode.WORKER_LOST, "nothing was sent");
  }

  /**
   * What follows when a worker is gone. Its lease was a long wait already, and that it died says
   * nothing about the message, unless that happens again and again.
   */
  NextStep afterLost(
      LostAttempt lost, int failedAttempts, OnUnknown onUnknown, boolean resentBefore) {
    if (lost.mayHaveSent()) {
      return after(ofLost(lost), failedAttempts, onUnknown, resentBefore);
    }
    return isOneTooMany(lost)
        ? new End(DeliveryStatus.FAILED, true)
        : new TryAgain(Duration.ZERO, false);
  }

  private Duration waitAfter(Outcome.ChannelFault fault) {
    Duration pause = pauseOf(fault);
    return pause.isZero() ? channel.retrySchedule().waitAfter(1, chance).orElse(SOON) : pause;
  }

  private static boolean isOneTooMany(LostAttempt lost) {
    return lost.lostInARow() + 1 >= MOST_LOST_WORKERS;
  }

  /** How long all workers leave the channel alone; zero: they do not. */
  Duration pauseOf(Outcome.ChannelFault fault) {
    return fault.pause() == null ? channel.channelFaultPause() : fault.pause();
  }

  private NextStep afterTemporaryFailure(Outcome.TemporaryFailure failure, int failedAttempts) {
    if (IS_NOT_ITS_FAULT.contains(failure.code())) {
      Duration asked = failure.retryAfter();
      return asked == null ? NOT_ITS_FAULT : new TryAgain(asked, false);
    }
    return channel
        .retrySchedule()
        .waitAfter(failedAttempts + 1, chance)
        .map(wait -> failure.retryAfter() == null ? wait : failure.retryAfter())
        .<NextStep>map(wait -> new TryAgain(wait, true))
        .orElseGet(() -> new End(DeliveryStatus.FAILED, true));
  }
}
