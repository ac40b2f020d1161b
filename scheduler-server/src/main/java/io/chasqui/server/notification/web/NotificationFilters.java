package io.chasqui.server.notification.web;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.notification.NotificationStatus;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.server.api.page.Filters;
import io.chasqui.server.api.page.PageQuery;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.notification.NotificationQuery;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the filters of the list. */
final class NotificationFilters {

  private static final Map<String, NotificationStatus> SPANISH =
      Map.of(
          "PENDIENTE", NotificationStatus.PENDING,
          "ENPROCESO", NotificationStatus.IN_PROGRESS,
          "ENTREGADA", NotificationStatus.DELIVERED,
          "FALLIDA", NotificationStatus.FAILED,
          "CANCELADA", NotificationStatus.CANCELLED);

  private final Filters filters = new Filters();

  /** A parameter by its English name, or else by its Spanish one. */
  static @Nullable String either(@Nullable String english, @Nullable String spanish) {
    return english == null ? spanish : english;
  }

  /**
   * What is asked for.
   *
   * @throws io.chasqui.server.api.problem.InvalidRequest naming every parameter that is wrong
   */
  NotificationQuery read(
      @Nullable String recipientId,
      @Nullable String event,
      @Nullable String status,
      @Nullable String channel,
      @Nullable String businessKey,
      @Nullable String from,
      @Nullable String to,
      @Nullable String limit,
      @Nullable String cursor) {
    PageQuery page = filters.page(limit, cursor);
    NotificationQuery query =
        new NotificationQuery(
            uuid("recipientId", recipientId),
            filters.text("event", event),
            status(status),
            filters.constant("channel", channel, Channel.class),
            filters.text("businessKey", businessKey),
            filters.instant("from", from),
            filters.instant("to", to),
            page.olderThan(),
            page.limit());
    filters.requireValid();
    return query;
  }

  private @Nullable UUID uuid(String field, @Nullable String written) {
    String text = filters.text(field, written);
    Optional<UUID> uuid = text == null ? Optional.empty() : CanonicalUuid.parse(text.strip());
    if (text != null && uuid.isEmpty()) {
      filters.problem(new FieldProblem(field, "field.uuid"));
    }
    return uuid.orElse(null);
  }

  private @Nullable NotificationStatus status(@Nullable String written) {
    String text = filters.text("status", written);
    if (text == null) {
      return null;
    }
    String word = text.strip().toUpperCase(Locale.ROOT);
    NotificationStatus spanish = SPANISH.get(word);
    Optional<NotificationStatus> english =
        Arrays.stream(NotificationStatus.values())
            .filter(one -> one.name().equals(word))
            .findFirst();
    if (spanish == null && english.isEmpty()) {
      filters.problem(
          new FieldProblem(
              "status",
              "field.oneOf",
              Arrays.stream(NotificationStatus.values())
                  .map(Enum::name)
                  .collect(Collectors.joining(", "))));
    }
    return spanish == null ? english.orElse(null) : spanish;
  }
}
