package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.server.console.DeliverySelection;
import io.chasqui.server.console.OverviewCard;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.delivery.DeliverySearch.Found;
import io.chasqui.server.console.delivery.DeliverySearch.Place;
import java.time.Clock;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How many of today's deliveries were given up, up to a number that nobody reads on from. */
@Component
@Order(10)
class FailedToday implements OverviewCard {

  private static final int COUNTED = 100;

  private final DeliverySearch search;
  private final Clock clock;

  FailedToday(DeliverySearch search, Clock clock) {
    this.search = search;
    this.clock = clock;
  }

  @Override
  public Fact fact(Viewer viewer, Words words) {
    DeliverySelection selection = new DeliverySelection();
    selection.statuses(List.of(DeliveryStatus.FAILED));
    LocalTimes.ofFilter(LocalTimes.TODAY, viewer.zone(), clock.instant())
        .ifPresent(selection::from);
    Found found = search.page(selection, Place.NEWEST, COUNTED);
    String number = words.number(found.items().size());
    return new Fact(
        words.text("console.overview.failed"),
        found.hasOlder() ? words.text("console.more", number) : number,
        words.text("console.overview.failed.note"),
        DeliveriesSection.PATH + "?status=FAILED&from=" + LocalTimes.TODAY,
        false);
  }
}
