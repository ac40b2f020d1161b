package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.server.console.DeliveryFilter;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.delivery.DeliveriesModel.Form;
import io.chasqui.server.console.delivery.DeliveriesModel.Written;
import io.chasqui.server.console.delivery.DeliverySearch.Found;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final PhoneNumbers phoneNumbers;
  private final Clock clock;

  DeliveriesController(
      Pages pages,
      DeliverySearch search,
      DeliveryFinder finder,
      Emptinesses emptinesses,
      List<DeliveryFilter> filters,
      PhoneNumbers phoneNumbers,
      Clock clock) {
    this.pages = pages;
    this.search = search;
    this.finder = finder;
    this.emptinesses = emptinesses;
    this.filters = filters;
    this.phoneNumbers = phoneNumbers;
    this.clock = clock;
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
    ListParameters parameters = parameters(request, viewer);
    List<String> faults =
        parameters.wrong().stream()
            .map(name -> words.text("console.deliveries.fault." + faultOf(name)))
            .toList();
    Found found =
        faults.isEmpty()
            ? search.page(parameters.selection(phoneNumbers), parameters.place(), ON_A_PAGE)
            : new Found(List.of(), false, false);
    DeliveriesModel model = model(parameters, found, faults, viewer, words);
    return pages.show(
        new Page(
            "delivery/list", DeliveriesSection.ID, words.text("console.deliveries.title"), model),
        faults.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
  }

  private ListParameters parameters(HttpServletRequest request, Viewer viewer) {
    String kept = Optional.ofNullable(request.getParameter(ListParameters.KEPT)).orElse("");
    return new ListParameters(
        request.getParameterMap(),
        filters,
        KeptSearches.find(request.getSession(false), kept),
        viewer.zone(),
        clock.instant());
  }

  /** Filters that features add are all told in one way. */
  private String faultOf(String name) {
    return filters.stream().anyMatch(filter -> filter.parameter().equals(name)) ? "value" : name;
  }

  private DeliveriesModel model(
      ListParameters parameters, Found found, List<String> faults, Viewer viewer, Words words) {
    List<DeliveryView> items = found.items();
    return new DeliveriesModel(
        items.stream().map(one -> Rows.row(one, viewer)).toList(),
        form(parameters),
        ReadyLists.of(parameters, words),
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
    return parameters.fromTheNewest().address(Map.of(direction, from.id().toString()));
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
        parameters.field(ListParameters.FROM),
        parameters.field(ListParameters.TO),
        parameters.recipient().isPresent() ? parameters.one(ListParameters.KEPT) : "",
        parameters.recipient().orElse(""),
        parameters.fromTheNewest().without(ListParameters.KEPT).address(),
        parameters.narrowing().size());
  }
}
