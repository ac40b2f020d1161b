package io.chasqui.server.console.delivery.bulk;

import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.DeliveryTime;
import io.chasqui.delivery.Origin;
import io.chasqui.server.console.Words;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an act was about, read from the filters that it was begun with. */
final class FilterWords {

  private static final String LIST = "/console/deliveries";

  private final List<DeliveryQuery> filters;

  /** By the name of a parameter, its values. */
  private final Map<String, Set<String>> values = new LinkedHashMap<>();

  FilterWords(List<DeliveryQuery> filters) {
    this.filters = filters;
    put("status", DeliveryQuery::status);
    put("channel", DeliveryQuery::channel);
    put("correlationId", DeliveryQuery::correlationId);
    put("customerId", DeliveryQuery::customerId);
    put("origin", one -> origin(one.origin()));
    put("code", DeliveryQuery::failureCode);
    put("by", one -> by(one.by()));
    put("from", DeliveryQuery::from);
    put("to", DeliveryQuery::to);
  }

  private void put(String name, Function<DeliveryQuery, @Nullable Object> value) {
    Set<String> all =
        filters.stream()
            .map(value)
            .filter(Objects::nonNull)
            .map(Object::toString)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!all.isEmpty()) {
      values.put(name, all);
    }
  }

  private static @Nullable String by(@Nullable DeliveryTime time) {
    return time == null || time == DeliveryTime.CREATED
        ? null
        : time.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String origin(@Nullable Origin origin) {
    if (origin == null) {
      return null;
    }
    return origin.id() == null ? origin.kind() : origin.kind() + ":" + origin.id();
  }

  /** Each as the person reads it; a recipient stays unsaid. */
  List<String> said(Words words) {
    List<String> said =
        values.entrySet().stream()
            .map(one -> one.getKey() + "=" + String.join(", ", one.getValue()))
            .collect(Collectors.toList());
    if (namesRecipient()) {
      said.add(words.text("console.bulk.recipient"));
    }
    if (chosen() > 0) {
      said.add(words.count("console.deliveries.chosen", chosen()));
    }
    return said;
  }

  /** The list of what they select now; null: its address would name somebody, or be too long. */
  @Nullable String address() {
    return namesRecipient() || chosen() > 0
        ? null
        : values.entrySet().stream()
            .flatMap(one -> one.getValue().stream().map(value -> one.getKey() + "=" + coded(value)))
            .collect(Collectors.joining("&", LIST + "?", ""));
  }

  private boolean namesRecipient() {
    return filters.stream().anyMatch(one -> one.recipients() != null);
  }

  private int chosen() {
    return filters.stream()
        .map(DeliveryQuery::ids)
        .filter(Objects::nonNull)
        .mapToInt(List::size)
        .sum();
  }

  private static String coded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
