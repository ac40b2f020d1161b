package io.chasqui.server.console.delivery;

import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.server.console.DeliveryFilter;
import io.chasqui.server.console.DeliverySelection;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.delivery.DeliverySearch.Place;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Knows which deliveries an address is about, for the list and for acts on all of it. */
@Component
public final class DeliveryLists {

  private final List<DeliveryFilter> filters;
  private final PhoneNumbers phoneNumbers;
  private final Clock clock;

  DeliveryLists(List<DeliveryFilter> filters, PhoneNumbers phoneNumbers, Clock clock) {
    this.filters = filters;
    this.phoneNumbers = phoneNumbers;
    this.clock = clock;
  }

  /** The list that a request is about. */
  public ListParameters of(HttpServletRequest request, Viewer viewer) {
    String kept = Optional.ofNullable(request.getParameter(ListParameters.KEPT)).orElse("");
    return new ListParameters(
        request.getParameterMap(),
        filters,
        KeptSearches.find(request.getSession(false), kept),
        viewer.zone(),
        clock.instant());
  }

  /** What is wrong with its address, as the person reads it; none: nothing is. */
  public List<String> faults(ListParameters list, Words words) {
    return list.wrong().stream()
        .map(name -> words.text("console.deliveries.fault." + faultOf(name)))
        .toList();
  }

  /** Filters that features add are all told in one way. */
  private String faultOf(String name) {
    return filters.stream().anyMatch(filter -> filter.parameter().equals(name)) ? "value" : name;
  }

  DeliverySelection selection(ListParameters list) {
    return list.selection(phoneNumbers);
  }

  /**
   * The queries that together find all of a list without faults, none of it twice.
   *
   * @throws io.chasqui.server.api.problem.InvalidRequest when more states and channels are combined
   *     than can be asked for at once
   */
  public List<DeliveryQuery> queries(ListParameters list) {
    return DeliverySearch.queries(selection(list), Place.NEWEST, 1);
  }
}
