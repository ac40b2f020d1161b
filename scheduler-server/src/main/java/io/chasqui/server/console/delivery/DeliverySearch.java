package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.DeliveryPage;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.console.DeliverySelection;
import io.chasqui.server.console.Reads;
import java.util.Comparator;
import java.util.List;
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
    List<DeliveryQuery> queries = selection.queries(place.olderThan(), place.newerThan(), limit);
    if (queries.size() > MOST_QUERIES) {
      throw new InvalidRequest(
          new FieldProblem("status", "console.deliveries.tooManyLists", MOST_QUERIES));
    }
    List<DeliveryPage> lists =
        queries.isEmpty()
            ? List.of()
            : reads.get(() -> queries.stream().map(deliveries::page).toList());
    return merged(lists, place, limit);
  }

  private static Found merged(List<DeliveryPage> lists, Place place, int limit) {
    List<DeliveryView> all =
        lists.stream()
            .flatMap(list -> list.items().stream())
            .sorted(Comparator.comparing((DeliveryView one) -> one.id().toString()).reversed())
            .toList();
    boolean isMore =
        all.size() > limit || lists.stream().anyMatch(list -> list.nextCursor() != null);
    if (place.newerThan() == null) {
      List<DeliveryView> page = all.subList(0, Math.min(limit, all.size()));
      return new Found(page, isMore, place.olderThan() != null);
    }
    return new Found(all.subList(Math.max(0, all.size() - limit), all.size()), true, isMore);
  }

  /**
   * Where in the list a page begins; with neither at the newest.
   *
   * @param olderThan its newest one comes right after this one
   * @param newerThan its oldest one comes right before this one
   */
  record Place(@Nullable DeliveryId olderThan, @Nullable DeliveryId newerThan) {

    static final Place NEWEST = new Place(null, null);
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
