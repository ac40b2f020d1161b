package io.chasqui.server.delivery.bulk;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.Decision;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.DeliverySelections;
import io.chasqui.delivery.SelectedCount;
import io.chasqui.platform.TimeUuid;
import io.chasqui.platform.log.Mdc;
import io.chasqui.platform.task.StepSignals;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Actor;
import io.chasqui.server.audit.Audit;
import io.chasqui.server.audit.CurrentActor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people decide about all deliveries that a filter selects. First a dry run says how many, and
 * how many of these may already have arrived; then the act begins after a moment in which it can
 * still be stopped, goes on by itself on whatever server, and can be looked at until its rows go.
 */
@Service
public final class BulkActs {

  /** Of {@code RETRY}, deliveries a second, where whoever begins it says nothing else. */
  public static final int DEFAULT_PER_SECOND = 50;

  /** So many deliveries an act may be about without a reason. */
  public static final int MOST_WITHOUT_REASON = 100;

  /** So long it can be stopped before it changes anything. */
  public static final Duration BEFORE_IT_BEGINS = Duration.ofSeconds(10);

  private static final int FIRST = 10;
  private static final int MOST_PER_SECOND = 10_000;
  private static final int LONGEST_REASON = 500;
  private static final String KIND = "BULK_ACT";

  private final BulkStore store;
  private final DeliverySelections selections;
  private final Deliveries deliveries;
  private final StepSignals signals;
  private final Audit audit;
  private final CurrentActor current;
  private final TransactionTemplate transaction;
  private final Clock clock;

  BulkActs(
      BulkStore store,
      DeliverySelections selections,
      Deliveries deliveries,
      StepSignals signals,
      Audit audit,
      CurrentActor current,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.selections = selections;
    this.deliveries = deliveries;
    this.signals = signals;
    this.audit = audit;
    this.current = current;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** What the act would come to now. Nothing is changed. */
  public BulkDryRun dryRun(BulkOrder order) {
    List<DeliveryView> first = newest(order.filters());
    if (first.isEmpty()) {
      return new BulkDryRun(null, 0, 0, 0, 0, Map.of(), List.of());
    }
    return dryRun(order, new DeliveryId(first.get(0).id()), first);
  }

  private List<DeliveryView> newest(List<DeliveryQuery> filters) {
    return filters.stream()
        .flatMap(filter -> deliveries.page(upTo(filter, null, FIRST)).items().stream())
        .sorted(Comparator.comparing((DeliveryView one) -> one.id().toString()).reversed())
        .limit(FIRST)
        .toList();
  }

  private BulkDryRun dryRun(BulkOrder order, DeliveryId untilId, List<DeliveryView> first) {
    Instant time = order.scheduledTime();
    List<SelectedCount> counts =
        order.filters().stream()
            .map(filter -> upTo(filter, untilId, BulkDryRun.MOST + 1))
            .flatMap(
                filter -> selections.count(filter, time == null ? Instant.EPOCH : time).stream())
            .toList();
    Map<String, Integer> skipped = new TreeMap<>();
    int total = 0;
    int wanted = 0;
    int surelyNotSent = 0;
    int mayHaveArrived = 0;
    for (SelectedCount count : counts) {
      int n = Math.toIntExact(count.n());
      Optional<String> refusal = BulkRules.refusal(order, count);
      boolean isTaken = refusal.isEmpty();
      total += n;
      wanted += isTaken ? n : 0;
      surelyNotSent += isTaken && !count.mayHaveArrived() ? n : 0;
      mayHaveArrived +=
          count.mayHaveArrived() && refusal.map(BulkRules.MAY_HAVE_ARRIVED::equals).orElse(true)
              ? n
              : 0;
      refusal.ifPresent(reason -> skipped.merge(reason, n, Integer::sum));
    }
    return new BulkDryRun(untilId, total, wanted, surelyNotSent, mayHaveArrived, skipped, first);
  }

  /**
   * Begins an act after its dry run.
   *
   * @throws InvalidRequest when there is no reason where one is required, or a number is out of
   *     range
   * @throws io.chasqui.server.api.problem.RequestRefused when the filter selects too many, or it
   *     would change more or fewer than was expected, by more than a tenth; or none
   */
  public BulkAct begin(BulkOrder order, BulkBegin begin) {
    check(begin);
    BulkDryRun now = dryRun(order, begin.untilId(), List.of());
    if (now.isTooMany()) {
      throw BulkProblems.tooMany();
    }
    if (now.wanted() == 0 || 10L * Math.abs(now.wanted() - begin.expected()) > begin.expected()) {
      throw BulkProblems.changed(now.wanted());
    }
    requireReason(begin, now.wanted());
    BulkAct act = ordered(order, begin, now);
    transaction.executeWithoutResult(
        status -> {
          store.add(act, BEFORE_IT_BEGINS);
          audit.record(
              Act.done("bulk-act.begun", KIND, act.id().toString())
                  .with("decision", order.act().name())
                  .with("deliveries", now.wanted())
                  .with("alsoMayHaveArrived", order.alsoMayHaveArrived()));
          signals.stepIsWritten(BulkConfiguration.SOURCE);
        });
    return get(act.id());
  }

  private static void check(BulkBegin begin) {
    requireReason(begin, begin.expected());
    String reason = begin.reason();
    if (reason != null && reason.codePointCount(0, reason.length()) > LONGEST_REASON) {
      throw new InvalidRequest(new FieldProblem("reason", "field.tooLong", LONGEST_REASON));
    }
    Integer perSecond = begin.perSecond();
    if (perSecond != null && (perSecond < 1 || perSecond > MOST_PER_SECOND)) {
      throw new InvalidRequest(new FieldProblem("perSecond", "field.number", 1, MOST_PER_SECOND));
    }
  }

  private static void requireReason(BulkBegin begin, int deliveries) {
    String reason = begin.reason();
    if (deliveries > MOST_WITHOUT_REASON && (reason == null || reason.isBlank())) {
      throw new InvalidRequest(new FieldProblem("reason", "field.bulkReason", MOST_WITHOUT_REASON));
    }
  }

  private BulkAct ordered(BulkOrder order, BulkBegin begin, BulkDryRun now) {
    Instant time = clock.instant();
    return new BulkAct(
        TimeUuid.fresh(),
        order.act(),
        order.scheduledTime(),
        order.filters().stream().map(filter -> upTo(filter, null, 1)).toList(),
        begin.untilId(),
        order.alsoMayHaveArrived(),
        perSecond(order, begin),
        begin.reason(),
        BulkState.WAITING,
        now.total(),
        now.wanted(),
        0,
        0,
        null,
        0,
        current.get(),
        MDC.get(Mdc.REQUEST_ID),
        time,
        time,
        null,
        null,
        null);
  }

  private static @Nullable Integer perSecond(BulkOrder order, BulkBegin begin) {
    return begin.perSecond() == null && order.act() == Decision.RETRY
        ? Integer.valueOf(DEFAULT_PER_SECOND)
        : begin.perSecond();
  }

  /**
   * Stops an act: once this has returned it changes nothing any more. What it has changed stays.
   *
   * @throws io.chasqui.server.api.problem.NotFound when there is none
   * @throws io.chasqui.server.api.problem.RequestRefused when it has ended
   */
  public BulkAct stop(UUID id) {
    get(id);
    Actor actor = current.get();
    transaction.executeWithoutResult(
        status -> {
          if (!store.stop(id, Objects.requireNonNullElse(actor.name(), actor.kind().name()))) {
            throw BulkProblems.ended(get(id).state());
          }
          audit.record(
              Act.done("bulk-act.stopped", KIND, id.toString()).with("done", get(id).done()));
          signals.stepIsWritten(BulkConfiguration.SOURCE);
        });
    return get(id);
  }

  /**
   * An act as it stands.
   *
   * @throws io.chasqui.server.api.problem.NotFound when there is none
   */
  public BulkAct get(UUID id) {
    return store.find(id).orElseThrow(BulkProblems::notFound);
  }

  /**
   * Acts, newest first.
   *
   * @param olderThan the last one of the page before; null: from the newest on
   */
  public List<BulkAct> list(@Nullable UUID olderThan, int limit) {
    return store.list(olderThan, limit);
  }

  /** How many deliveries an act came to and did not change, by the reason. */
  public Map<String, Integer> refusedBy(UUID id) {
    return store.refusedBy(id);
  }

  /**
   * Deliveries that an act came to and did not change, in the order of their ids.
   *
   * @param after the last one of the page before; null: from the first on
   */
  public List<BulkRefusal> refusals(UUID id, @Nullable DeliveryId after, int limit) {
    return store.refusals(id, after, limit);
  }

  /** The filter for the newest so many that are not newer than one; null: than any. */
  private static DeliveryQuery upTo(DeliveryQuery filter, @Nullable DeliveryId newest, int limit) {
    return filter
        .newestFirst()
        .withOlderThan(newest == null ? null : newest.next())
        .withLimit(limit);
  }
}
