package io.chasqui.server.delivery.web;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.server.api.page.Filters;
import io.chasqui.server.api.page.PageQuery;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the filters of a list, and gathers what is wrong with them. */
final class QueryParameters {

  private final PhoneNumbers phoneNumbers;
  private final Filters filters = new Filters();

  QueryParameters(PhoneNumbers phoneNumbers) {
    this.phoneNumbers = phoneNumbers;
  }

  DeliveryQuery query(
      @Nullable String correlationId,
      @Nullable String status,
      @Nullable String channel,
      @Nullable String recipient,
      @Nullable String customerId,
      @Nullable String origin,
      @Nullable String from,
      @Nullable String to,
      @Nullable String limit,
      @Nullable String cursor) {
    PageQuery page = filters.page(limit, cursor);
    DeliveryQuery query =
        new DeliveryQuery(
            filters.text("correlationId", correlationId),
            filters.constant("status", status, DeliveryStatus.class),
            filters.constant("channel", channel, Channel.class),
            recipients(filters.text("recipient", recipient)),
            number("customerId", customerId, Long.MIN_VALUE, Long.MAX_VALUE),
            origin(origin),
            filters.instant("from", from),
            filters.instant("to", to),
            page.olderThan() == null ? null : new DeliveryId(page.olderThan()),
            page.limit());
    filters.requireValid();
    return query;
  }

  /**
   * @throws InvalidRequest when the value is no UUID in its canonical form
   */
  static UUID uuid(String field, String value, String messageKey) {
    return CanonicalUuid.parse(value)
        .orElseThrow(() -> new InvalidRequest(new FieldProblem(field, messageKey)));
  }

  private @Nullable List<String> recipients(@Nullable String recipient) {
    return recipient == null ? null : phoneNumbers.storedForms(recipient);
  }

  /** A kind, or a kind and an id with a colon between. */
  private @Nullable Origin origin(@Nullable String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    int colon = value.indexOf(':');
    String kind = (colon < 0 ? value : value.substring(0, colon)).toUpperCase(Locale.ROOT);
    Optional<UUID> id =
        colon < 0 ? Optional.empty() : CanonicalUuid.parse(value.substring(colon + 1));
    if (!Origin.isKind(kind) || (colon >= 0 && id.isEmpty())) {
      filters.problem(new FieldProblem("origin", "field.origin"));
      return null;
    }
    return new Origin(kind, id.orElse(null));
  }

  private @Nullable Long number(String field, @Nullable String value, long min, long max) {
    if (value == null || value.isBlank()) {
      return null;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as is a number out of range.
    }
    filters.problem(new FieldProblem(field, "field.number", min, max));
    return null;
  }
}
