package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryTime;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.platform.IsoInstant;
import io.chasqui.server.console.DeliveryFilter;
import io.chasqui.server.console.DeliverySelection;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.delivery.DeliverySearch.Place;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The address of a list: what it is narrowed to, and where in it the page begins. */
public final class ListParameters {

  static final String STATUS = "status";
  static final String CHANNEL = "channel";
  static final String FROM = "from";
  static final String TO = "to";

  /** Of a delivery that was chosen; it may repeat, and stands alone. */
  static final String ID = "id";

  /** More than fit on a page are a filter's. */
  static final int MOST_IDS = 100;

  /** The id of a search that is kept in the session. */
  static final String KEPT = "f";

  /** The last one of the page before, and the first one of the page behind. */
  static final String OLDER = "older";

  static final String NEWER = "newer";

  /** Of that one, the time that the list is in the order of. */
  static final String AT = "at";

  /** Which of their times they are listed and narrowed by. */
  static final String BY = "by";

  /** By the name of a parameter, its values that are not blank. */
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private final List<DeliveryFilter> filters;
  private final Optional<String> recipient;
  private final ZoneId zone;
  private final Instant now;

  /**
   * @param parameters of the request
   * @param filters that features add
   * @param recipient that a kept search names
   * @param zone that times without an offset are of
   */
  ListParameters(
      Map<String, String[]> parameters,
      List<DeliveryFilter> filters,
      Optional<String> recipient,
      ZoneId zone,
      Instant now) {
    this.filters = filters;
    this.recipient = recipient;
    this.zone = zone;
    this.now = now;
    List<String> names = new ArrayList<>(List.of(STATUS, CHANNEL));
    filters.forEach(filter -> names.add(filter.parameter()));
    names.addAll(List.of(BY, FROM, TO, KEPT, ID, OLDER, NEWER, AT));
    for (String name : names) {
      List<String> given =
          Arrays.stream(parameters.getOrDefault(name, new String[0]))
              .map(String::strip)
              .filter(value -> !value.isEmpty())
              .distinct()
              .toList();
      if (!given.isEmpty()) {
        values.put(name, given);
      }
    }
  }

  private ListParameters(ListParameters all, String but) {
    this.filters = all.filters;
    this.recipient = but.equals(KEPT) ? Optional.empty() : all.recipient;
    this.zone = all.zone;
    this.now = all.now;
    this.values.putAll(all.values);
    this.values.remove(but);
  }

  /** The same list, not narrowed by one of them. */
  ListParameters without(String name) {
    return new ListParameters(this, name);
  }

  /** The same list from its beginning on. */
  ListParameters fromTheNewest() {
    return without(OLDER).without(NEWER).without(AT);
  }

  /** The names of those that narrow the list. */
  public List<String> narrowing() {
    return fromTheNewest().values.keySet().stream().toList();
  }

  /** The recipient that it is narrowed to. */
  public Optional<String> recipient() {
    return recipient;
  }

  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** The first value; empty: there is none. */
  String one(String name) {
    return all(name).isEmpty() ? "" : all(name).get(0);
  }

  /** A time as a form's field has it; empty: there is none. */
  String field(String name) {
    return time(name).map(time -> LocalTimes.field(time, zone)).orElse("");
  }

  List<DeliveryStatus> statuses() {
    return constants(STATUS, DeliveryStatus.class);
  }

  List<Channel> channels() {
    return constants(CHANNEL, Channel.class);
  }

  /** Those that were chosen one by one. */
  public List<DeliveryId> ids() {
    return all(ID).stream().map(Ids::parse).flatMap(Optional::stream).toList();
  }

  /** By which of their times they are listed. */
  public DeliveryTime by() {
    return time().orElse(DeliveryTime.CREATED);
  }

  /** Empty: it is none. */
  private Optional<DeliveryTime> time() {
    String written = one(BY).toUpperCase(Locale.ROOT);
    return Arrays.stream(DeliveryTime.values())
        .filter(time -> time.name().equals(written))
        .findFirst();
  }

  Place place() {
    @Nullable Instant at =
        by() == DeliveryTime.CREATED ? null : IsoInstant.parse(one(AT)).orElse(null);
    return new Place(id(OLDER).orElse(null), id(NEWER).orElse(null), at);
  }

  /** Those that come next to a delivery of the list. */
  Map<String, String> nextTo(String direction, DeliveryView delivery) {
    String id = delivery.id().toString();
    return by() == DeliveryTime.CREATED
        ? Map.of(direction, id)
        : Map.of(direction, id, AT, DeliverySearch.time(delivery, by()).toString());
  }

  /** The names of those whose values are none. */
  List<String> wrong() {
    return values.keySet().stream().filter(name -> !isRight(name)).toList();
  }

  private boolean isRight(String name) {
    return switch (name) {
      case STATUS -> statuses().size() == all(STATUS).size();
      case CHANNEL -> channels().size() == all(CHANNEL).size();
      case FROM, TO -> time(name).isPresent();
      case BY -> time().isPresent();
      case OLDER, NEWER -> id(name).isPresent() && isPlaceKnown();
      case AT -> IsoInstant.parse(one(AT)).isPresent();
      case KEPT -> recipient.isPresent();
      case ID -> areIds();
      default ->
          filters.stream()
              .filter(filter -> filter.parameter().equals(name))
              .allMatch(filter -> filter.narrowing().test(new DeliverySelection(), one(name)));
    };
  }

  private boolean isPlaceKnown() {
    return by() == DeliveryTime.CREATED || !one(AT).isEmpty();
  }

  private boolean areIds() {
    int given = all(ID).size();
    return given <= MOST_IDS && ids().size() == given && narrowing().size() == 1;
  }

  DeliverySelection selection(PhoneNumbers phoneNumbers) {
    DeliverySelection selection = new DeliverySelection();
    selection.statuses(statuses());
    selection.channels(channels());
    for (DeliveryFilter filter : filters) {
      String value = one(filter.parameter());
      if (!value.isEmpty() && !filter.narrowing().test(selection, value)) {
        throw new IllegalStateException(filter.parameter() + " was not looked at before");
      }
    }
    recipient.ifPresent(text -> selection.recipient(phoneNumbers.storedForms(text)));
    selection.by(by());
    time(FROM).ifPresent(selection::from);
    time(TO).ifPresent(selection::to);
    if (!ids().isEmpty()) {
      selection.ids(ids());
    }
    return selection;
  }

  /** The path and query of the list. */
  public String address() {
    return address(Map.of());
  }

  /**
   * The path and query of the same list from another place on.
   *
   * @param more what is added to the query
   */
  String address(Map<String, String> more) {
    Map<String, List<String>> all = new LinkedHashMap<>(values);
    more.forEach((name, value) -> all.put(name, List.of(value)));
    String query = query(all);
    return DeliveriesSection.PATH + (query.isEmpty() ? "" : "?" + query);
  }

  private static String query(Map<String, List<String>> all) {
    return all.entrySet().stream()
        .flatMap(one -> one.getValue().stream().map(value -> pair(one.getKey(), value)))
        .collect(Collectors.joining("&"));
  }

  /** What narrows the list, as a query; empty: nothing does. */
  String narrowingQuery() {
    return query(fromTheNewest().values);
  }

  /** The fields of a form that is about the same list, as they stand in its address. */
  List<Field> given() {
    return fromTheNewest().values.entrySet().stream()
        .flatMap(one -> one.getValue().stream().map(value -> new Field(one.getKey(), value)))
        .toList();
  }

  /**
   * The fields of a form that is about the same list for as long as it is open: a day that begins
   * meanwhile does not move it.
   */
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    fromTheNewest()
        .values
        .forEach(
            (name, given) ->
                given.forEach(value -> fields.add(new Field(name, exact(name, value)))));
    return fields;
  }

  private String exact(String name, String value) {
    boolean isTime = name.equals(FROM) || name.equals(TO);
    return isTime ? time(name).map(Instant::toString).orElse(value) : value;
  }

  /** What a form sends along. */
  public record Field(String name, String value) {}

  /** What narrows the list, each as the person reads it; a recipient stays unsaid. */
  public List<String> said(Words words) {
    return narrowing().stream().map(name -> said(name, words)).toList();
  }

  String said(String name, Words words) {
    return switch (name) {
      case KEPT -> words.text("console.deliveries.recipient");
      case ID -> words.count("console.deliveries.chosen", all(ID).size());
      default -> name + "=" + String.join(", ", all(name));
    };
  }

  private static String pair(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private Optional<Instant> time(String name) {
    @Nullable String written = all(name).isEmpty() ? null : one(name);
    return written == null ? Optional.empty() : LocalTimes.ofFilter(written, zone, now);
  }

  private Optional<DeliveryId> id(String name) {
    return Ids.parse(one(name));
  }

  private <E extends Enum<E>> List<E> constants(String name, Class<E> type) {
    List<String> written = all(name).stream().map(value -> value.toUpperCase(Locale.ROOT)).toList();
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> written.contains(constant.name()))
        .toList();
  }
}
