package io.chasqui.delivery.store;

import io.chasqui.delivery.FreshDelivery;
import io.chasqui.delivery.NewDelivery;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Deliveries as one array for each column: so a statement has the same text, and PostgreSQL the
 * same plan, however many deliveries it stores.
 */
final class FreshDeliveryColumns {

  private final List<FreshDelivery> deliveries;
  private final MapSqlParameterSource columns = new MapSqlParameterSource();

  private FreshDeliveryColumns(List<FreshDelivery> deliveries) {
    this.deliveries = deliveries;
  }

  static SqlParameterSource of(List<FreshDelivery> deliveries) {
    return new FreshDeliveryColumns(deliveries)
        .add("id", "uuid", fresh -> fresh.id().value())
        .add("createdAt", "timestamptz", fresh -> DeliveryStore.timestamp(fresh.createdAt()))
        .addText("correlationId", delivery -> delivery.correlationId().value())
        .addText("channel", delivery -> delivery.channel().name())
        .addText("recipientKind", delivery -> delivery.recipient().kind().name())
        .addText("recipient", delivery -> delivery.recipient().value())
        .addText("subject", NewDelivery::subject)
        .addText("message", NewDelivery::message)
        .addText("attachmentName", NewDelivery::attachmentName)
        .addText("onUnknown", delivery -> delivery.onUnknown().name())
        .add("customerId", "bigint", fresh -> fresh.delivery().customerId())
        .add(
            "scheduledTime",
            "timestamptz",
            fresh -> DeliveryStore.timestamp(fresh.delivery().scheduledTime()))
        .add(
            "expiresAt",
            "timestamptz",
            fresh -> DeliveryStore.timestamp(fresh.delivery().expiresAt()))
        .columns;
  }

  private FreshDeliveryColumns addText(String name, Function<NewDelivery, @Nullable String> value) {
    return add(name, "text", fresh -> value.apply(fresh.delivery()));
  }

  private FreshDeliveryColumns add(
      String name, String type, Function<FreshDelivery, @Nullable Object> value) {
    @Nullable Object[] values = deliveries.stream().map(value).toArray();
    columns.addValue(name, new SqlArrayValue(type, values));
    return this;
  }
}
