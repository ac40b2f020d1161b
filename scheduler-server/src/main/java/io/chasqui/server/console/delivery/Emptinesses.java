package io.chasqui.server.console.delivery;

import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.delivery.DeliveriesModel.Emptiness;
import io.chasqui.server.console.delivery.DeliveriesModel.Without;
import io.chasqui.server.console.delivery.DeliverySearch.Found;
import io.chasqui.server.console.delivery.DeliverySearch.Place;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells of a list with nothing in it which of its filters leaves out the most. */
@Component
class Emptinesses {

  private static final int COUNTED = 100;
  private static final int SHOWN = 3;

  private final DeliverySearch search;
  private final PhoneNumbers phoneNumbers;

  Emptinesses(DeliverySearch search, PhoneNumbers phoneNumbers) {
    this.search = search;
    this.phoneNumbers = phoneNumbers;
  }

  Emptiness of(ListParameters parameters, Words words) {
    ListParameters list = parameters.fromTheNewest();
    List<String> narrowing = list.narrowing();
    if (narrowing.size() < 2) {
      return new Emptiness(!narrowing.isEmpty(), List.of());
    }
    return new Emptiness(
        true,
        narrowing.stream()
            .map(name -> left(list, name))
            .filter(left -> left.found > 0)
            .sorted(Comparator.comparingInt((Left left) -> left.found).reversed())
            .limit(SHOWN)
            .map(left -> without(list, left, words))
            .toList());
  }

  private Left left(ListParameters list, String name) {
    Found found = search.page(list.without(name).selection(phoneNumbers), Place.NEWEST, COUNTED);
    return new Left(name, found.items().size(), found.hasOlder());
  }

  private static Without without(ListParameters list, Left left, Words words) {
    String found =
        left.isMore
            ? words.text("console.more", words.number(left.found))
            : words.number(left.found);
    String value =
        left.name.equals(ListParameters.KEPT)
            ? words.text("console.deliveries.recipient")
            : list.all(left.name).stream().collect(Collectors.joining(", ", left.name + "=", ""));
    return new Without(list.without(left.name).address(), value, found);
  }

  /** How many there are without one filter. */
  private record Left(String name, int found, boolean isMore) {}
}
