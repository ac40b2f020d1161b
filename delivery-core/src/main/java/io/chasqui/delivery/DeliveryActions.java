package io.chasqui.delivery;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.DeliveryAction.AfterDeadline;
import io.chasqui.delivery.DeliveryAction.Erased;
import io.chasqui.delivery.DeliveryAction.Made;
import io.chasqui.delivery.DeliveryAction.NoDelivery;
import io.chasqui.delivery.DeliveryAction.StateConflict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

  /** Why a job was changed, as the dashboard shows it. */
  private static final String CANCELLED = "cancelled";

  private static final String CONFIRMED = "a person knows that it arrived";
  private static final String REVIVED = "to be tried again";
  private static final String RESCHEDULED = "rescheduled";

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
    return decide(Decision.CANCEL, id, () -> retireIf(ledger.cancel(id), id, CANCELLED));
  }

  DeliveryAction confirm(DeliveryId id) {
    return decide(Decision.CONFIRM, id, () -> retireIf(ledger.confirm(id), id, CONFIRMED));
  }

  DeliveryAction retry(DeliveryId id) {
    return decide(Decision.RETRY, id, () -> renewJob(ledger.revive(id), REVIVED));
  }

  DeliveryAction reschedule(DeliveryId id, Instant scheduledTime) {
    return decide(
        Decision.RESCHEDULE, id, () -> renewJob(ledger.reschedule(id, scheduledTime), RESCHEDULED));
  }

  /**
   * Keeps those of these deliveries and their jobs, in the caller's transaction, that nobody else
   * has in hand right now.
   */
  Set<DeliveryId> holdFree(Decision decision, List<DeliveryId> ids) {
    boolean isToRenew = decision == Decision.RETRY || decision == Decision.RESCHEDULE;
    Set<DeliveryId> jobsFree = jobs.holdFree(ids, isToRenew);
    Set<DeliveryId> free = ledger.holdFree(ids.stream().filter(jobsFree::contains).toList());
    free.retainAll(jobsFree);
    return free;
  }

  /** The same as of each alone, in the caller's transaction, of deliveries that are held. */
  Map<DeliveryId, DeliveryAction> decideAll(
      Decision decision, List<DeliveryId> ids, @Nullable Instant scheduledTime) {
    Map<DeliveryId, DeliveryView> before = views(ids);
    List<DeliveryId> changed = changeAll(decision, ids, scheduledTime);
    Map<DeliveryId, DeliveryView> now = views(changed);
    Map<DeliveryId, DeliveryAction> made = new LinkedHashMap<>();
    for (DeliveryId id : ids) {
      DeliveryView was = before.get(id);
      DeliveryView is = now.get(id);
      if (was == null) {
        made.put(id, new NoDelivery());
      } else {
        made.put(id, is == null ? refusal(decision, was) : made(decision, was, is));
      }
    }
    return made;
  }

  /** Stops those that nobody is sending, of deliveries that are held; nobody decided it. */
  Map<DeliveryId, DeliveryView> endHeld(List<DeliveryId> ids, String code) {
    return views(retireAll(ledger.endAll(ids, code), CANCELLED));
  }

  private Map<DeliveryId, DeliveryView> views(List<DeliveryId> ids) {
    return queries.all(ids).stream()
        .collect(Collectors.toMap(view -> new DeliveryId(view.id()), view -> view));
  }

  private List<DeliveryId> changeAll(
      Decision decision, List<DeliveryId> ids, @Nullable Instant scheduledTime) {
    return switch (decision) {
      case CANCEL -> retireAll(ledger.cancelAll(ids), CANCELLED);
      case CONFIRM -> retireAll(ledger.confirmAll(ids), CONFIRMED);
      case RETRY -> renewJobs(ledger.reviveAll(ids), REVIVED);
      case RESCHEDULE ->
          renewJobs(ledger.rescheduleAll(ids, Objects.requireNonNull(scheduledTime)), RESCHEDULED);
    };
  }

  private List<DeliveryId> retireAll(List<DeliveryId> ended, String reason) {
    jobs.retireAll(ended, reason);
    return ended;
  }

  /** One that keeps its job, which nobody of ours can read, is given one by the reconciler. */
  private List<DeliveryId> renewJobs(List<WaitingDelivery> waiting, String reason) {
    jobs.renew(waiting, reason);
    return waiting.stream().map(WaitingDelivery::id).toList();
  }

  private static DeliveryAction refusal(Decision decision, DeliveryView now) {
    if (decision == Decision.RETRY && now.erasedAt() != null) {
      return new Erased();
    }
    // A delivery that waits refuses nothing but a time after its deadline.
    return decision == Decision.RESCHEDULE && now.status().isWaiting()
        ? new AfterDeadline()
        : new StateConflict(now.status());
  }

  /**
   * For a moment after an attempt, or before one that will not be made, a job is still being
   * processed while its delivery waits or has ended. What the worker then writes into the job would
   * not fit the decision, so that moment is waited for. A job that stays so lost its worker: it
   * will run again, and follow its delivery.
   */
  private DeliveryAction decide(Decision decision, DeliveryId id, Supplier<Change> change) {
    for (int tries = 1; ; tries++) {
      boolean isLast = tries == MOST_TRIES || Thread.currentThread().isInterrupted();
      Optional<DeliveryAction> action = tryToDecide(decision, id, change, isLast);
      if (action.isPresent()) {
        return action.get();
      }
      pause();
    }
  }

  private Optional<DeliveryAction> tryToDecide(
      Decision decision, DeliveryId id, Supplier<Change> change, boolean isLast) {
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
                  made == Change.NONE
                      ? refusal(decision, before)
                      : made(decision, before, view(id)));
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
