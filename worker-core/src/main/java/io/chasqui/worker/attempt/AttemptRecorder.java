package io.chasqui.worker.attempt;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.DeliveryCounters;
import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.worker.attempt.NextStep.End;
import io.chasqui.worker.attempt.NextStep.TryAgain;
import io.chasqui.worker.attempt.RunResult.Delivered;
import io.chasqui.worker.attempt.RunResult.GaveUp;
import io.chasqui.worker.attempt.RunResult.RunAgain;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores how attempts ended, each under its own number, so that a late worker changes nothing, and
 * says what their jobs have to do next.
 */
final class AttemptRecorder {

  private static final Logger log = LoggerFactory.getLogger(AttemptRecorder.class);

  private final AttemptLedger ledger;
  private final Endings endings;
  private final DeliveryCounters counters;
  private final Duration lease;
  private final LateOutcomes late = new LateOutcomes();

  /**
   * @param lease how long an outcome that cannot be stored is worth keeping
   */
  AttemptRecorder(
      AttemptLedger ledger, Endings endings, DeliveryCounters counters, Duration lease) {
    this.ledger = ledger;
    this.endings = endings;
    this.counters = counters;
    this.lease = lease;
  }

  /**
   * What cannot be stored now is kept, and stored when the database is back.
   *
   * @return empty when the attempt is not the delivery's running one any more
   */
  Optional<RunResult> record(Channel of, EndOfAttempt end, NextStep next) {
    try {
      return recordNow(of, end, next);
    } catch (RuntimeException e) {
      log.warn(
          "Outcome {} of attempt {} could not be stored; it is kept and stored later",
          end.outcome().kind(),
          end.attempt());
      late.keep(end, () -> recordNow(of, end, next), lease);
      throw e;
    }
  }

  /**
   * What cannot be stored now is for the caller to store.
   *
   * @return empty when the attempt is not the delivery's running one any more
   */
  Optional<RunResult> recordNow(Channel of, EndOfAttempt end, NextStep next) {
    String code = String.valueOf(end.outcome().code());
    if (next instanceof TryAgain again) {
      return ledger.tryAgain(end, again.delay()).map(at -> new RunAgain(at, code));
    }
    DeliveryStatus status = ((End) next).status();
    if (!endings.end(end, status)) {
      return Optional.empty();
    }
    counters.ended(of, status);
    return Optional.of(status == DeliveryStatus.DELIVERED ? new Delivered() : new GaveUp(code));
  }

  /** Stores what was kept, as far as it can be stored now. */
  void recordLate() {
    late.record();
  }

  /** Tells of an attempt that is not its delivery's running one any more. */
  static void tellOvertaken(EndOfAttempt end) {
    log.warn(
        "Attempt {} ended after its lease, and another worker has gone on with the delivery: its"
            + " outcome is not recorded, look at the delivery's attempts",
        end.attempt());
  }
}
