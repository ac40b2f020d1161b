package io.chasqui.delivery;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.DeliveryAction.AfterDeadline;
import io.chasqui.delivery.DeliveryAction.Erased;
import io.chasqui.delivery.DeliveryAction.Made;
import io.chasqui.delivery.DeliveryAction.NoDelivery;
import io.chasqui.delivery.DeliveryAction.StateConflict;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people decide about deliveries. Each decision changes a delivery and its job in one
 * transaction, and is safe against a worker that is just taking them: job and delivery are locked,
 * in the order in which workers do it, before anything is looked at.
 */
final class DeliveryActions {

  /** A worker has a job locked for milliseconds; one that froze then must not hold up callers. */
  private static final int LONGEST_SECONDS = 5;

  private static final int MOST_TRIES = 100;
  private static final long PAUSE_MILLIS = 20;

  private final ActionLedger ledger;
  private final DeliveryQueries queries;
  private final DeliveryJobQueue jobs;
  private final TransactionTemplate transaction;
  private final List<DecisionListener> listeners;

  DeliveryActions(
      ActionLedger ledger,
      DeliveryQueries queries,
      DeliveryJobQueue jobs,
      TransactionTemplate transaction,
      List<DecisionListener> listeners) {
    this.ledger = ledger;
    this.queries = queries;
    this.jobs = jobs;
    this.transaction =
        new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
    this.transaction.setTimeout(LONGEST_SECONDS);
    this.listeners = List.copyOf(listeners);
  }

  DeliveryAction cancel(DeliveryId id) {
    return decide(Decision.CANCEL, id, () -> retireIf(ledger.cancel(id), id, "cancelled"));
  }

  DeliveryAction confirm(DeliveryId id) {
    return decide(
        Decision.CONFIRM,
        id,
        () -> retireIf(ledger.confirm(id), id, "a person knows that it arrived"));
  }

  DeliveryAction retry(DeliveryId id) {
    return decide(
        Decision.RETRY,
        id,
        () -> renewJob(ledger.revive(id), "to be tried again"),
        now -> now.erasedAt() == null ? new StateConflict(now.status()) : new Erased());
  }

  DeliveryAction reschedule(DeliveryId id, Instant scheduledTime) {
    DeliveryAction decision =
        decide(
            Decision.RESCHEDULE,
            id,
            () -> renewJob(ledger.reschedule(id, scheduledTime), "rescheduled"));
    // A delivery that waits refuses nothing but a time after its deadline.
    return decision instanceof StateConflict conflict && conflict.current().isWaiting()
        ? new AfterDeadline()
        : decision;
  }

  private DeliveryAction decide(Decision decision, DeliveryId id, Supplier<Change> change) {
    return decide(decision, id, change, now -> new StateConflict(now.status()));
  }

  /**
   * For a moment after an attempt, or before one that will not be made, a job is still being
   * processed while its delivery waits or has ended. What the worker then writes into the job would
   * not fit the decision, so that moment is waited for. A job that stays so lost its worker: it
   * will run again, and follow its delivery.
   */
  private DeliveryAction decide(
      Decision decision,
      DeliveryId id,
      Supplier<Change> change,
      Function<DeliveryView, DeliveryAction> refusal) {
    for (int tries = 1; ; tries++) {
      boolean isLast = tries == MOST_TRIES || Thread.currentThread().isInterrupted();
      Optional<DeliveryAction> action = tryToDecide(decision, id, change, refusal, isLast);
      if (action.isPresent()) {
        return action.get();
      }
      pause();
    }
  }

  private Optional<DeliveryAction> tryToDecide(
      Decision decision,
      DeliveryId id,
      Supplier<Change> change,
      Function<DeliveryView, DeliveryAction> refusal,
      boolean isLast) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              jobs.hold(id);
              if (!ledger.hold(id)) {
                return Optional.of(new NoDelivery());
              }
              DeliveryView before = view(id);
              Change made = change.get();
              if (made == Change.WITHOUT_JOB && !isLast) {
                status.setRollbackOnly();
                return Optional.empty();
              }
              return Optional.of(
                  made == Change.NONE ? refusal.apply(before) : made(decision, before, view(id)));
            }));
  }

  private DeliveryAction made(Decision decision, DeliveryView before, DeliveryView now) {
    listeners.forEach(listener -> listener.decided(decision, before, now));
    return new Made(now);
  }

  private DeliveryView view(DeliveryId id) {
    return queries.find(id).orElseThrow();
  }

  private Change retireIf(boolean changed, DeliveryId id, String reason) {
    if (!changed) {
      return Change.NONE;
    }
    jobs.retire(id, reason);
    return Change.DONE;
  }

  private Change renewJob(Optional<WaitingDelivery> waiting, String reason) {
    return waiting
        .map(
            delivery ->
                jobs.renew(List.of(delivery), reason).isEmpty() ? Change.WITHOUT_JOB : Change.DONE)
        .orElse(Change.NONE);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private enum Change {
    NONE,
    DONE,
    /** The delivery was changed, its job is being processed and was not. */
    WITHOUT_JOB
  }
}
