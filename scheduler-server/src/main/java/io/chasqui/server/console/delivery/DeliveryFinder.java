package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.platform.CorrelationId;
import io.chasqui.server.console.DeliverySelection;
import io.chasqui.server.console.delivery.DeliverySearch.Place;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Leads from what somebody typed to what they mean: one delivery, or a list. */
@Component
class DeliveryFinder {

  private static final int ONE_AND_MORE = 2;

  private final Deliveries deliveries;
  private final DeliverySearch search;
  private final PhoneNumbers phoneNumbers;

  DeliveryFinder(Deliveries deliveries, DeliverySearch search, PhoneNumbers phoneNumbers) {
    this.deliveries = deliveries;
    this.search = search;
    this.phoneNumbers = phoneNumbers;
  }

  /**
   * The path and query of the page that shows it. It is a delivery's id, else a correlation id,
   * else a recipient; what is none of them is looked for as a recipient, which the page then says.
   */
  String find(String text, HttpSession session) {
    if (text.isEmpty()) {
      return DeliveriesSection.PATH;
    }
    Optional<DeliveryId> id = Ids.parse(text).filter(one -> deliveries.find(one).isPresent());
    if (id.isPresent()) {
      return page(id.get().toString());
    }
    if (CorrelationId.isValid(text)) {
      DeliverySelection selection = new DeliverySelection();
      selection.correlationId(text);
      List<DeliveryView> found = some(selection);
      if (!found.isEmpty()) {
        return only(found).orElse(DeliveriesSection.PATH + "?correlationId=" + text);
      }
    }
    DeliverySelection selection = new DeliverySelection();
    selection.recipient(phoneNumbers.storedForms(text));
    return only(some(selection))
        .orElseGet(() -> DeliveriesSection.PATH + "?f=" + KeptSearches.keep(session, text));
  }

  private List<DeliveryView> some(DeliverySelection selection) {
    return search.page(selection, Place.NEWEST, ONE_AND_MORE).items();
  }

  private static Optional<String> only(List<DeliveryView> found) {
    return found.size() == 1 ? Optional.of(page(found.get(0).id().toString())) : Optional.empty();
  }

  private static String page(String id) {
    return DeliveriesSection.PATH + "/" + id;
  }
}
