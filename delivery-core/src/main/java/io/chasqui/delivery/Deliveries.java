package io.chasqui.delivery;

import io.chasqui.contract.delivery.DeliveryPage;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.platform.db.GroupCommit;
import io.chasqui.platform.trace.SpanAttributes;
import io.chasqui.platform.trace.Traceparent;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Schedules deliveries, does what people decide about them, and tells about them. */
@Service
public class Deliveries {

  /** Deliveries that share a transaction. */
  private static final int MOST = 500;

  private final NewDeliveries intake;
  private final DeliveryQueries queries;
  private final DeliveryJobQueue jobs;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final DeliveryCounters counters;
  private final DeliveryActions actions;
  private final GroupCommit<Asked, DeliveryId> lone;

  Deliveries(
      NewDeliveries intake,
      ActionLedger ledger,
      DeliveryQueries queries,
      DeliveryJobQueue jobs,
      TransactionTemplate transaction,
      Clock clock,
      MeterRegistry meters,
      List<DecisionListener> listeners) {
    this.intake = intake;
    this.queries = queries;
    this.jobs = jobs;
    this.transaction = transaction;
    this.clock = clock;
    this.counters = new DeliveryCounters(meters);
    this.actions = new DeliveryActions(ledger, queries, jobs, transaction, listeners);
    this.lone =
        new GroupCommit<>(
            "delivery-intake",
            MOST,
            Duration.ZERO,
            this::store,
            // Only then is it certain that nothing was committed.
            DataIntegrityViolationException.class::isInstance);
  }

  /**
   * Stores a delivery and its job: both, or after an exception neither. Outside a transaction,
   * calls that come at the same time share one.
   */
  public DeliveryId schedule(DeliveryRequest delivery) {
    Asked asked = new Asked(delivery, Traceparent.current());
    DeliveryId id =
        TransactionSynchronizationManager.isActualTransactionActive()
            ? store(List.of(asked)).get(0)
            : lone.write(asked);
    Span.current()
        .setAttribute(SpanAttributes.DELIVERY_ID, id.toString())
        .setAttribute(SpanAttributes.CORRELATION_ID, delivery.correlationId().value());
    return id;
  }

  /**
   * Stores deliveries and their jobs in one transaction: all, or after an exception none.
   *
   * @return their ids, in the order of the deliveries
   */
  public List<DeliveryId> scheduleAll(List<DeliveryRequest> deliveries) {
    Traceparent trace = Traceparent.current();
    return store(deliveries.stream().map(delivery -> new Asked(delivery, trace)).toList());
  }

  /**
   * The same, each going on from a trace of its own.
   *
   * @param traces of the deliveries, in their order; null: it belongs to none
   */
  public List<DeliveryId> scheduleAll(
      List<DeliveryRequest> deliveries, List<@Nullable Traceparent> traces) {
    return store(
        IntStream.range(0, deliveries.size())
            .mapToObj(i -> new Asked(deliveries.get(i), traces.get(i)))
            .toList());
  }

  private List<DeliveryId> store(List<Asked> deliveries) {
    Instant now = clock.instant();
    List<StoredDelivery> fresh =
        deliveries.stream().map(asked -> asked.stored(DeliveryId.fresh(), now)).toList();
    if (!fresh.isEmpty()) {
      transaction.executeWithoutResult(
          status -> {
            intake.addAll(fresh);
            jobs.addAll(fresh);
            countAfterCommit(fresh);
          });
    }
    return fresh.stream().map(StoredDelivery::id).toList();
  }

  private void countAfterCommit(List<StoredDelivery> fresh) {
    afterCommit(() -> fresh.forEach(one -> counters.accepted(one.delivery().channel())));
  }

  /** Stops a delivery that nobody is sending. */
  public DeliveryAction cancel(DeliveryId id) {
    return counted(actions.cancel(id));
  }

  /** Sends a delivery again now that failed, expired, was cancelled or may not have arrived. */
  public DeliveryAction retry(DeliveryId id) {
    return actions.retry(id);
  }

  /** Ends a delivery that may have arrived as delivered. */
  public DeliveryAction confirm(DeliveryId id) {
    return counted(actions.confirm(id));
  }

  /** Gives a delivery that nobody is sending another time, which must be before its deadline. */
  public DeliveryAction reschedule(DeliveryId id, Instant scheduledTime) {
    return actions.reschedule(id, scheduledTime);
  }

  /**
   * Keeps others from changing these deliveries and their jobs until the transaction of the caller
   * ends, those that nobody has in hand right now: nobody is waited for. For {@link #decideAll}.
   *
   * @return those that are kept
   */
  public Set<DeliveryId> holdFree(Decision decision, List<DeliveryId> ids) {
    return actions.holdFree(decision, ids);
  }

  /**
   * Decides about each of these deliveries as it would be decided about it alone, in the
   * transaction of the caller, who holds them by {@link #holdFree}.
   *
   * @param scheduledTime of {@code RESCHEDULE}; null for the others
   * @return what came of each, in the order of the ids
   */
  public Map<DeliveryId, DeliveryAction> decideAll(
      Decision decision, List<DeliveryId> ids, @Nullable Instant scheduledTime) {
    Map<DeliveryId, DeliveryAction> decided = actions.decideAll(decision, ids, scheduledTime);
    if (decision == Decision.CANCEL || decision == Decision.CONFIRM) {
      afterCommit(() -> decided.values().forEach(this::counted));
    }
    return decided;
  }

  /**
   * Keeps others from changing these deliveries, as {@link #holdFree} does. For {@link #endHeld}.
   */
  public Set<DeliveryId> holdFreeToEnd(List<DeliveryId> ids) {
    return actions.holdFree(Decision.CANCEL, ids);
  }

  /**
   * Stops those of these deliveries that nobody is sending, in the transaction of the caller, who
   * holds them. Nobody decided it: it follows from what they are for.
   *
   * @param code why
   * @return those that were stopped
   */
  public List<DeliveryId> endHeld(List<DeliveryId> ids, String code) {
    Map<DeliveryId, DeliveryView> ended = actions.endHeld(ids, code);
    afterCommit(() -> ended.values().forEach(one -> counters.ended(one.channel(), one.status())));
    return List.copyOf(ended.keySet());
  }

  private static void afterCommit(Runnable what) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            what.run();
          }
        });
  }

  private DeliveryAction counted(DeliveryAction decision) {
    if (decision instanceof DeliveryAction.Made made) {
      counters.ended(made.delivery().channel(), made.delivery().status());
    }
    return decision;
  }

  /** Whether so many deliveries are open. May be costly when they are many. */
  public boolean hasOpen(long atLeast) {
    return queries.hasOpen(atLeast);
  }

  /** How many deliveries are open, by channel and state. May be costly when they are many. */
  public List<OpenCount> openCounts() {
    return queries.openCounts();
  }

  /** The delivery with all its attempts; empty when there is none of this id. */
  public Optional<DeliveryView> find(DeliveryId id) {
    return queries.find(id);
  }

  /** How the delivery was told to go on; empty when there is none of this id. */
  public Optional<DeliveryPlan> plan(DeliveryId id) {
    return queries.plan(id);
  }

  /** What the delivery says, or said; empty when there is none of this id. */
  public Optional<SaidContent> content(DeliveryId id) {
    return queries.content(id);
  }

  /**
   * The deliveries that share the content of this one, itself among them, in the order of their
   * ids; itself alone when it shares none.
   */
  public List<DeliveryId> sayingTheSame(DeliveryId id) {
    return queries.sayingTheSame(id);
  }

  /**
   * One page of deliveries, newest first; its cursor is the id of the last one in the direction
   * that the query reads in.
   */
  public DeliveryPage page(DeliveryQuery query) {
    List<DeliveryView> found = queries.list(query.withLimit(query.limit() + 1));
    if (found.size() <= query.limit()) {
      return new DeliveryPage(found, null);
    }
    if (query.newerThan() != null) {
      List<DeliveryView> page = found.subList(1, found.size());
      return new DeliveryPage(page, page.get(0).id().toString());
    }
    List<DeliveryView> page = found.subList(0, query.limit());
    return new DeliveryPage(page, page.get(page.size() - 1).id().toString());
  }

  /** Carries the caller's trace to the thread that stores it. */
  private record Asked(DeliveryRequest delivery, @Nullable Traceparent traceparent) {

    StoredDelivery stored(DeliveryId id, Instant now) {
      return new StoredDelivery(id, delivery, now, traceparent);
    }
  }
}
