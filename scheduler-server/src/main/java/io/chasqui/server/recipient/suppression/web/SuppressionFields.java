package io.chasqui.server.recipient.suppression.web;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.server.api.page.Filters;
import io.chasqui.server.api.page.PageQuery;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.recipient.suppression.SuppressionQuery;
import io.chasqui.server.recipient.suppression.WrittenAddresses;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads addresses about suppressions. */
@Component
class SuppressionFields {

  private final WrittenAddresses addresses;

  SuppressionFields(WrittenAddresses addresses) {
    this.addresses = addresses;
  }

  /** The id in an address; what is none is not there. */
  static UUID id(String written) {
    return CanonicalUuid.parse(written).orElseThrow(() -> new NotFound("suppression-not-found"));
  }

  /**
   * @throws io.chasqui.server.api.problem.InvalidRequest naming every parameter that is wrong
   */
  SuppressionQuery query(
      @Nullable String channel,
      @Nullable String reason,
      @Nullable String address,
      @Nullable String recipientId,
      @Nullable String limit,
      @Nullable String cursor) {
    Filters filters = new Filters();
    PageQuery page = filters.page(limit, cursor);
    SuppressionQuery query =
        new SuppressionQuery(
            filters.constant("channel", channel, Channel.class),
            filters.constant("reason", reason, SuppressionReason.class),
            hashes(filters, filters.text("address", address)),
            uuid(filters, filters.text("recipientId", recipientId)),
            page.olderThan(),
            page.limit());
    filters.requireValid();
    return query;
  }

  /** The plus sign of a number that was not escaped arrives as a blank. */
  private @Nullable List<String> hashes(Filters filters, @Nullable String written) {
    if (written == null) {
      return null;
    }
    List<String> hashes =
        addresses.hashes(written.matches(" [0-9].*") ? "+" + written.strip() : written);
    if (hashes.isEmpty()) {
      filters.problem(new FieldProblem("address", "field.address"));
    }
    return hashes;
  }

  private static @Nullable UUID uuid(Filters filters, @Nullable String written) {
    if (written == null) {
      return null;
    }
    Optional<UUID> uuid = CanonicalUuid.parse(written.strip());
    if (uuid.isEmpty()) {
      filters.problem(new FieldProblem("recipientId", "field.uuid"));
    }
    return uuid.orElse(null);
  }
}
