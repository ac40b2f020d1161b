package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQueries;
import io.chasqui.delivery.DeliveryTime;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Reads;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.delivery.DeliveriesModel.LiveRows;
import io.chasqui.server.console.delivery.DeliverySearch.Place;
import io.chasqui.server.console.live.LiveTag;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * The rows of a list that is open, as they are now: the same deliveries, whatever became of them,
 * and how many would stand before them by now.
 */
@Hidden
@Controller
class RowsController {

  /** Of a delivery that a page shows; it repeats. */
  static final String ROW = "row";

  static final String PATH = DeliveriesSection.PATH + "/rows";

  private static final int MOST_ROWS = 100;
  private static final int COUNTED = 50;

  private final Pages pages;
  private final Reads reads;
  private final DeliverySearch search;
  private final DeliveryQueries deliveries;
  private final DeliveryLists lists;

  RowsController(
      Pages pages,
      Reads reads,
      DeliverySearch search,
      DeliveryQueries deliveries,
      DeliveryLists lists) {
    this.pages = pages;
    this.reads = reads;
    this.search = search;
    this.deliveries = deliveries;
    this.lists = lists;
  }

  @GetMapping(PATH)
  ModelAndView rows(HttpServletRequest request) {
    Viewer viewer = pages.viewer(request);
    List<DeliveryId> shown =
        Stream.of(Optional.ofNullable(request.getParameterValues(ROW)).orElse(new String[0]))
            .map(Ids::parse)
            .flatMap(Optional::stream)
            .limit(MOST_ROWS)
            .toList();
    List<DeliveryView> now = reads.get(() -> deliveries.all(shown));
    ListParameters list = lists.of(request, viewer);
    Words words = pages.words(viewer);
    String newer = newer(list, shown, words);
    LiveRows rows = of(list, inOrder(now, shown), newer, viewer);
    return LiveTag.isShown(request, rows.tag())
        ? Pages.unchanged()
        : pages.show(
            new Page(
                "delivery/live",
                DeliveriesSection.ID,
                words.text("console.deliveries.title"),
                rows));
  }

  private static List<DeliveryView> inOrder(List<DeliveryView> now, List<DeliveryId> shown) {
    return now.stream()
        .sorted(Comparator.comparingInt(one -> shown.indexOf(new DeliveryId(one.id()))))
        .toList();
  }

  /** Of a first page alone: what comes before others is told by their own first rows. */
  private String newer(ListParameters list, List<DeliveryId> shown, Words words) {
    boolean isFirst = list.by() == DeliveryTime.CREATED && list.place().equals(Place.NEWEST);
    if (shown.isEmpty() || !isFirst || !list.wrong().isEmpty()) {
      return "";
    }
    long newer =
        search.page(lists.selection(list), Place.NEWEST, COUNTED).items().stream()
            .map(one -> new DeliveryId(one.id()))
            .takeWhile(id -> !shown.contains(id))
            .count();
    if (newer == 0) {
      return "";
    }
    return newer == COUNTED
        ? words.text("console.deliveries.newer.more", words.number(COUNTED))
        : words.count("console.deliveries.newer", newer);
  }

  /** Rows of a list, which ask for themselves when something has changed. */
  static LiveRows of(ListParameters list, List<DeliveryView> items, String newer, Viewer viewer) {
    var rows = items.stream().map(one -> Rows.row(one, viewer)).toList();
    StringBuilder path = new StringBuilder(list.address().replaceFirst("[^?]*", PATH));
    for (DeliveryView item : items) {
      path.append(path.indexOf("?") < 0 ? '?' : '&').append(ROW).append('=').append(item.id());
    }
    String tag = LiveTag.of(viewer, rows, newer);
    return new LiveRows(rows, path.toString(), list.address(), tag, newer);
  }
}
