package io.chasqui.delivery.store;

import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.FreshDelivery;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.platform.db.Columns;
import io.chasqui.platform.db.Times;
import io.chasqui.platform.trace.Traceparent;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Deliveries that are to be stored, column by column. */
final class FreshDeliveryColumns {

  private final Columns<FreshDelivery> columns;

  private FreshDeliveryColumns(List<FreshDelivery> deliveries) {
    this.columns = new Columns<>(deliveries);
  }

  static SqlParameterSource of(List<FreshDelivery> deliveries) {
    return new FreshDeliveryColumns(deliveries)
        .add("id", "uuid", fresh -> fresh.id().value())
        .add("createdAt", "timestamptz", fresh -> Times.utc(fresh.createdAt()))
        .addText("correlationId", delivery -> delivery.correlationId().value())
        .addText("channel", delivery -> delivery.channel().name())
        .addText("recipientKind", delivery -> delivery.recipient().kind().name())
        .addText("recipient", delivery -> delivery.recipient().value())
        .addText("subject", DeliveryRequest::subject)
        .addText("message", DeliveryRequest::message)
        .addText("attachmentName", DeliveryRequest::attachmentName)
        .addText("onUnknown", delivery -> delivery.onUnknown().name())
        .add("customerId", "bigint", fresh -> fresh.delivery().customerId())
        .add("scheduledTime", "timestamptz", fresh -> Times.utc(fresh.delivery().scheduledTime()))
        .add("expiresAt", "timestamptz", fresh -> Times.utcOrNull(fresh.delivery().expiresAt()))
        .addText("retrySchedule", FreshDeliveryColumns::retrySchedule)
        .add("traceparent", "text", FreshDeliveryColumns::traceparent)
        .addText("originKind", delivery -> delivery.origin().kind())
        .add("originId", "uuid", fresh -> fresh.delivery().origin().id())
        .addText("requestedBy", DeliveryRequest::requestedBy)
        .addText("reportId", FreshDeliveryColumns::reportId)
        .addText("lane", delivery -> delivery.lane().name())
        .addText("band", delivery -> delivery.band().name())
        .columns
        .params();
  }

  private static @Nullable String reportId(DeliveryRequest delivery) {
    boolean hasOneOfItsOwn =
        delivery.attachmentName() != null && !delivery.reportId().equals(delivery.correlationId());
    return hasOneOfItsOwn ? delivery.reportId().value() : null;
  }

  private static @Nullable String retrySchedule(DeliveryRequest delivery) {
    RetrySchedule own = delivery.retrySchedule();
    return own == null ? null : own.text();
  }

  private static @Nullable String traceparent(FreshDelivery fresh) {
    Traceparent place = fresh.traceparent();
    return place == null ? null : place.value();
  }

  private FreshDeliveryColumns addText(
      String name, Function<DeliveryRequest, @Nullable String> value) {
    return add(name, "text", fresh -> value.apply(fresh.delivery()));
  }

  private FreshDeliveryColumns add(
      String name, String type, Function<FreshDelivery, @Nullable Object> value) {
    columns.add(name, type, value);
    return this;
  }
}
