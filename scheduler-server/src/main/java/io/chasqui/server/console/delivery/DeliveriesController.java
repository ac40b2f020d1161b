package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.server.console.DeliveryFilter;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.delivery.DeliveriesModel.Form;
import io.chasqui.server.console.delivery.DeliveriesModel.Saved;
import io.chasqui.server.console.delivery.DeliveriesModel.Written;
import io.chasqui.server.console.delivery.DeliverySearch.Found;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The list of deliveries, and the box that finds one. */
@Hidden
@Controller
class DeliveriesController {

  private static final int ON_A_PAGE = 50;

  private final Pages pages;
  private final DeliverySearch search;
  private final DeliveryFinder finder;
  private final Emptinesses emptinesses;
  private final List<DeliveryFilter> filters;
  private final DeliveryLists lists;
  private final SavedFilters saved;

  DeliveriesController(
      Pages pages,
      DeliverySearch search,
      DeliveryFinder finder,
      Emptinesses emptinesses,
      List<DeliveryFilter> filters,
      DeliveryLists lists,
      SavedFilters saved) {
    this.pages = pages;
    this.search = search;
    this.finder = finder;
    this.emptinesses = emptinesses;
    this.filters = filters;
    this.lists = lists;
    this.saved = saved;
  }

  /** What is looked for may be an address of somebody, so that it comes in a form. */
  @PostMapping("/console/find")
  ModelAndView find(@RequestParam(defaultValue = "") String q, HttpServletRequest request) {
    return Redirects.to(finder.find(q.strip(), request.getSession()), request);
  }

  @GetMapping(DeliveriesSection.PATH)
  ModelAndView list(@RequestParam(defaultValue = "") String q, HttpServletRequest request) {
    if (!q.isBlank()) {
      return Redirects.to(finder.find(q.strip(), request.getSession()), request);
    }
    Viewer viewer = pages.viewer(request);
    Words words = pages.words(viewer);
    ListParameters parameters = lists.of(request, viewer);
    List<String> faults = lists.faults(parameters, words);
    Found found =
        faults.isEmpty()
            ? search.page(lists.selection(parameters), parameters.place(), ON_A_PAGE)
            : new Found(List.of(), false, false);
    DeliveriesModel model = model(parameters, found, faults, viewer, words);
    return pages.show(
        new Page(
            "delivery/list", DeliveriesSection.ID, words.text("console.deliveries.title"), model),
        faults.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
  }

  private DeliveriesModel model(
      ListParameters parameters, Found found, List<String> faults, Viewer viewer, Words words) {
    List<DeliveryView> items = found.items();
    return new DeliveriesModel(
        items.stream().map(one -> Rows.row(one, viewer)).toList(),
        form(parameters),
        parameters.given(),
        ReadyLists.of(parameters, words),
        saved.seenBy(viewer.name()).stream()
            .map(one -> new Saved(one, SavedFiltersController.mayRemove(one, viewer)))
            .toList(),
        found.hasNewer() ? parameters.fromTheNewest().address() : null,
        found.hasNewer() && !items.isEmpty()
            ? place(parameters, ListParameters.NEWER, items.get(0))
            : null,
        found.hasOlder() && !items.isEmpty()
            ? place(parameters, ListParameters.OLDER, items.get(items.size() - 1))
            : null,
        faults,
        items.isEmpty() && faults.isEmpty() ? emptinesses.of(parameters, words) : null,
        RowsController.of(parameters, items, "", viewer));
  }

  private static String place(ListParameters parameters, String direction, DeliveryView from) {
    return parameters.fromTheNewest().address(parameters.nextTo(direction, from));
  }

  private Form form(ListParameters parameters) {
    return new Form(
        parameters.statuses(),
        parameters.channels(),
        filters.stream()
            .map(
                filter ->
                    new Written(
                        filter.parameter(), filter.label(), parameters.one(filter.parameter())))
            .toList(),
        parameters.by(),
        parameters.field(ListParameters.FROM),
        parameters.field(ListParameters.TO),
        parameters.recipient().isPresent() ? parameters.one(ListParameters.KEPT) : "",
        parameters.recipient().orElse(""),
        parameters.fromTheNewest().without(ListParameters.KEPT).address(),
        parameters.ids().size(),
        parameters.narrowingQuery(),
        parameters.narrowing().size());
  }
}
