package io.chasqui.server.console.delivery;

import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.delivery.DeliveriesModel.Emptiness;
import io.chasqui.server.console.delivery.DeliveriesModel.Without;
import io.chasqui.server.console.delivery.DeliverySearch.Found;
import io.chasqui.server.console.delivery.DeliverySearch.Place;
import io.chasqui.server.retention.RetentionSettings;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells of a list with nothing in it which of its filters leaves out the most. */
@Component
class Emptinesses {

  private static final int COUNTED = 100;
  private static final int SHOWN = 3;

  private final DeliverySearch search;
  private final PhoneNumbers phoneNumbers;
  private final RetentionSettings retention;

  Emptinesses(DeliverySearch search, PhoneNumbers phoneNumbers, RetentionSettings retention) {
    this.search = search;
    this.phoneNumbers = phoneNumbers;
    this.retention = retention;
  }

  Emptiness of(ListParameters parameters, Words words) {
    ListParameters list = parameters.fromTheNewest();
    List<String> narrowing = list.narrowing();
    if (narrowing.size() < 2) {
      return new Emptiness(!narrowing.isEmpty(), List.of(), kept(words));
    }
    return new Emptiness(
        true,
        narrowing.stream()
            .filter(name -> isAskable(list.without(name)))
            .map(name -> left(list, name))
            .filter(left -> left.found > 0)
            .sorted(Comparator.comparingInt((Left left) -> left.found).reversed())
            .limit(SHOWN)
            .map(left -> without(list, left, words))
            .toList(),
        kept(words));
  }

  /** What is due is asked for channel by channel: without that filter it may be too many. */
  private boolean isAskable(ListParameters list) {
    return DeliverySearch.isAskable(list.selection(phoneNumbers));
  }

  /** How long what is looked for would be there. */
  private String kept(Words words) {
    return words.text(
        "console.deliveries.kept",
        words.span(retention.personalData()),
        words.span(retention.rows()));
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
    return new Without(list.without(left.name).address(), list.said(left.name, words), found);
  }

  /** How many there are without one filter. */
  private record Left(String name, int found, boolean isMore) {}
}
