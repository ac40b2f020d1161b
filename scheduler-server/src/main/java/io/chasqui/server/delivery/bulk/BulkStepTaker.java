package io.chasqui.server.delivery.bulk;

import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.DeliverySelections;
import io.chasqui.delivery.SelectedDelivery;
import io.chasqui.platform.task.DueStep;
import io.chasqui.platform.task.NextStep;
import io.chasqui.platform.task.StepWithdrawn;
import io.chasqui.server.audit.ActingFor;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Takes the steps of bulk acts. Each is some deliveries, from the newest to the oldest, and one
 * transaction: with the decisions, their jobs and their entries in the audit it is noted how far
 * the act has come. So whoever goes on with it finds each delivery changed and passed, or neither.
 */
@Component
class BulkStepTaker {

  /** Of one transaction: so many deliveries others may have to wait for. */
  private static final int CHUNK = 500;

  private static final Duration UNTIL_OTHERS_END = Duration.ofSeconds(1);

  /** For a moment around an attempt a delivery's job is in a worker's hands. */
  private static final Duration UNTIL_IT_IS_FREE = Duration.ofMillis(50);

  private static final int MOST_LOOKS = 100;

  private final BulkStore store;
  private final DeliverySelections selections;
  private final Deliveries deliveries;

  BulkStepTaker(BulkStore store, DeliverySelections selections, Deliveries deliveries) {
    this.store = store;
    this.selections = selections;
    this.deliveries = deliveries;
  }

  NextStep take(DueStep due) {
    Optional<BulkAct> found = store.find(due.id());
    if (found.isEmpty() || found.get().state().hasEnded()) {
      return NextStep.NONE;
    }
    BulkAct act = found.get();
    if (act.state() == BulkState.WAITING) {
      return store.start(act.id(), act.channel().orElse(null))
          ? NextStep.NOW
          : NextStep.in(UNTIL_OTHERS_END);
    }
    return ActingFor.call(act.actor(), act.requestId(), () -> goOn(act));
  }

  private NextStep goOn(BulkAct act) {
    BulkOrder order =
        new BulkOrder(
            act.act(),
            Objects.requireNonNull(act.filters()),
            act.scheduledTime(),
            act.alsoMayHaveArrived());
    List<DeliveryId> selected = next(order.filters(), act);
    if (selected.isEmpty()) {
      return orWithdraw(store.finish(act.id()), NextStep.NONE);
    }
    // Those that it does not change are not locked: a worker may be sending them.
    Map<DeliveryId, String> refused = refusals(order, selected);
    List<DeliveryId> candidates = selected.stream().filter(id -> !refused.containsKey(id)).toList();
    Set<DeliveryId> held = deliveries.holdFree(order.act(), candidates);
    List<DeliveryId> chunk =
        selected.stream().takeWhile(id -> refused.containsKey(id) || held.contains(id)).toList();
    if (!chunk.isEmpty()) {
      return passed(act, chunk, decide(order, chunk, refused));
    }
    if (act.looks() >= MOST_LOOKS) {
      DeliveryId stuck = selected.get(0);
      return passed(act, List.of(stuck), Map.of(stuck, BulkRules.IN_HAND));
    }
    return orWithdraw(store.waitForNext(act.id()), NextStep.in(UNTIL_IT_IS_FREE));
  }

  /** The newest of all that the filters select, and none twice that moves from one to another. */
  private List<DeliveryId> next(List<DeliveryQuery> filters, BulkAct act) {
    DeliveryId cursor = act.cursor();
    DeliveryId olderThan = cursor == null ? act.untilId().next() : cursor;
    Integer perSecond = act.perSecond();
    int limit = perSecond == null ? CHUNK : Math.min(perSecond, CHUNK);
    return filters.stream()
        .map(filter -> filter.withOlderThan(olderThan).withLimit(limit))
        .flatMap(filter -> selections.next(filter).stream())
        .distinct()
        .sorted(Comparator.comparing(DeliveryId::toString).reversed())
        .limit(limit)
        .toList();
  }

  /** Why those of them that are refused are; the others are not in it. */
  private Map<DeliveryId, String> refusals(BulkOrder order, List<DeliveryId> ids) {
    Map<DeliveryId, SelectedDelivery> now =
        selections.look(ids).stream()
            .collect(Collectors.toMap(SelectedDelivery::id, Function.identity()));
    Map<DeliveryId, String> refused = new HashMap<>();
    for (DeliveryId id : ids) {
      SelectedDelivery one = now.get(id);
      if (one == null) {
        refused.put(id, BulkRules.GONE);
      } else {
        BulkRules.refusal(order, one).ifPresent(reason -> refused.put(id, reason));
      }
    }
    return refused;
  }

  /**
   * Why those of a chunk that were not changed were not. Whoever was refused before anything was
   * held stays so; the others are judged as they are, now that they are held.
   */
  private Map<DeliveryId, String> decide(
      BulkOrder order, List<DeliveryId> chunk, Map<DeliveryId, String> refusedBefore) {
    Map<DeliveryId, String> refused = new HashMap<>(refusedBefore);
    refused.keySet().retainAll(Set.copyOf(chunk));
    List<DeliveryId> held = chunk.stream().filter(id -> !refused.containsKey(id)).toList();
    refused.putAll(refusals(order, held));
    List<DeliveryId> taken = held.stream().filter(id -> !refused.containsKey(id)).toList();
    deliveries
        .decideAll(order.act(), taken, order.scheduledTime())
        .forEach(
            (id, action) -> BulkRules.refusal(action).ifPresent(reason -> refused.put(id, reason)));
    return refused;
  }

  private NextStep passed(BulkAct act, List<DeliveryId> chunk, Map<DeliveryId, String> reasons) {
    List<BulkRefusal> refused =
        reasons.entrySet().stream()
            .map(one -> new BulkRefusal(one.getKey(), one.getValue()))
            .toList();
    int done = chunk.size() - refused.size();
    return orWithdraw(
        store.advance(act.id(), chunk.get(chunk.size() - 1), done, refused), after(act, done));
  }

  private static NextStep after(BulkAct act, int done) {
    Integer perSecond = act.perSecond();
    return perSecond == null || done == 0
        ? NextStep.NOW
        : NextStep.in(Duration.ofMillis(1000L * done / perSecond));
  }

  /** It is the last statement of each step: whoever stops the act does not wait for the others. */
  private static NextStep orWithdraw(boolean isRunning, NextStep next) {
    if (!isRunning) {
      throw new StepWithdrawn("the bulk act was stopped");
    }
    return next;
  }
}
