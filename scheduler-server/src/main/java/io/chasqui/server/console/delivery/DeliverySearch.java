package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.DeliveryPage;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.DeliveryTime;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.console.DeliverySelection;
import io.chasqui.server.console.Reads;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds deliveries for pages: several states or channels are lists of their own, put together. */
@Component
class DeliverySearch {

  /** Each is two statements. */
  private static final int MOST_QUERIES = 6;

  private final Deliveries deliveries;
  private final Reads reads;

  DeliverySearch(Deliveries deliveries, Reads reads) {
    this.deliveries = deliveries;
    this.reads = reads;
  }

  /**
   * One page.
   *
   * @throws InvalidRequest when more states and channels are combined than can be asked for at once
   */
  Found page(DeliverySelection selection, Place place, int limit) {
    List<DeliveryQuery> queries = queries(selection, place, limit);
    List<DeliveryPage> lists =
        queries.isEmpty()
            ? List.of()
            : reads.get(() -> queries.stream().map(deliveries::page).toList());
    return merged(lists, selection.by(), place, limit);
  }

  /** Whether no more states and channels are combined than can be asked for at once. */
  static boolean isAskable(DeliverySelection selection) {
    return selection.queries(null, null, 1).size() <= MOST_QUERIES;
  }

  /**
   * The queries that together find what is selected, none of it twice.
   *
   * @throws InvalidRequest when more states and channels are combined than can be asked for at once
   */
  static List<DeliveryQuery> queries(DeliverySelection selection, Place place, int limit) {
    List<DeliveryQuery> queries =
        selection.queries(place.olderThan(), place.newerThan(), place.at(), limit);
    if (queries.size() > MOST_QUERIES) {
      throw new InvalidRequest(
          new FieldProblem("status", "console.deliveries.tooManyLists", MOST_QUERIES));
    }
    return queries;
  }

  private static Found merged(List<DeliveryPage> lists, DeliveryTime by, Place place, int limit) {
    List<DeliveryView> all =
        lists.stream().flatMap(list -> list.items().stream()).sorted(order(by)).toList();
    boolean isMore =
        all.size() > limit || lists.stream().anyMatch(list -> list.nextCursor() != null);
    if (place.newerThan() == null) {
      List<DeliveryView> page = all.subList(0, Math.min(limit, all.size()));
      return new Found(page, isMore, place.olderThan() != null);
    }
    return new Found(all.subList(Math.max(0, all.size() - limit), all.size()), true, isMore);
  }

  private static Comparator<DeliveryView> order(DeliveryTime by) {
    Comparator<DeliveryView> byId = Comparator.comparing(one -> one.id().toString());
    Comparator<DeliveryView> upwards =
        by == DeliveryTime.CREATED
            ? byId
            : Comparator.comparing((DeliveryView one) -> time(one, by)).thenComparing(byId);
    return by.isToCome() ? upwards : upwards.reversed();
  }

  /** That time of a delivery that is listed by it. */
  static Instant time(DeliveryView delivery, DeliveryTime by) {
    @Nullable Instant time =
        switch (by) {
          case CREATED -> delivery.createdAt();
          case DUE -> delivery.nextAttemptAt();
          case DEADLINE -> delivery.expiresAt();
          case ENDED -> delivery.completedAt();
        };
    return Objects.requireNonNullElse(time, delivery.createdAt());
  }

  /**
   * Where in the list a page begins; with neither at the newest.
   *
   * @param olderThan its newest one comes right after this one
   * @param newerThan its oldest one comes right before this one
   * @param at the time of either that they are listed by; null: listed by their ids
   */
  record Place(
      @Nullable DeliveryId olderThan, @Nullable DeliveryId newerThan, @Nullable Instant at) {

    static final Place NEWEST = new Place(null, null, null);

    /** Behind the last one of a page, of a list in the order of this time. */
    static Place behind(List<DeliveryView> page, DeliveryTime by) {
      DeliveryView last = page.get(page.size() - 1);
      return new Place(
          new DeliveryId(last.id()), null, by == DeliveryTime.CREATED ? null : time(last, by));
    }
  }

  /**
   * What was found.
   *
   * @param items newest first
   * @param hasOlder whether there are older ones
   * @param hasNewer whether there may be newer ones
   */
  record Found(List<DeliveryView> items, boolean hasOlder, boolean hasNewer) {}
}
