package io.chasqui.delivery.store;

import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.MessageContent;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.QuietHours;
import io.chasqui.delivery.QuietTime;
import io.chasqui.delivery.RecipientQuietTimes.OnChannel;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.delivery.StoredDelivery;
import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.platform.db.Columns;
import io.chasqui.platform.db.Times;
import io.chasqui.platform.trace.Traceparent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Deliveries that are to be stored, column by column. */
final class StoredDeliveryColumns {

  private final Columns<StoredDelivery> columns;

  private StoredDeliveryColumns(List<StoredDelivery> deliveries) {
    this.columns = new Columns<>(deliveries);
  }

  /**
   * @param hashes of addresses; null: this process does not make any
   * @param quiet when those whose they are are not to be disturbed; empty: at any time they may be
   */
  static SqlParameterSource of(
      List<StoredDelivery> deliveries,
      @Nullable AddressHashes hashes,
      Map<OnChannel, QuietTime> quiet) {
    return new StoredDeliveryColumns(deliveries)
        .add("id", "uuid", fresh -> fresh.id().value())
        .add("createdAt", "timestamptz", fresh -> Times.utc(fresh.createdAt()))
        .addText("correlationId", delivery -> delivery.correlationId().value())
        .addText("channel", delivery -> delivery.channel().name())
        .addText("recipientKind", delivery -> delivery.recipient().kind().name())
        .addText("recipient", delivery -> delivery.recipient().value())
        .addText("subject", DeliveryRequest::subject)
        .addText("message", delivery -> delivery.content() == null ? delivery.message() : null)
        .add("contentId", "uuid", StoredDeliveryColumns::contentId)
        .addText("category", DeliveryRequest::category)
        .addText("attachmentName", DeliveryRequest::attachmentName)
        .addText("onUnknown", delivery -> delivery.onUnknown().name())
        .add("customerId", "bigint", fresh -> fresh.delivery().customerId())
        .add("scheduledTime", "timestamptz", fresh -> Times.utc(fresh.delivery().scheduledTime()))
        .add("expiresAt", "timestamptz", fresh -> Times.utcOrNull(fresh.delivery().expiresAt()))
        .addText("retrySchedule", StoredDeliveryColumns::retrySchedule)
        .add("traceparent", "text", StoredDeliveryColumns::traceparent)
        .addText("originKind", delivery -> delivery.origin().kind())
        .add("originId", "uuid", fresh -> fresh.delivery().origin().id())
        .addText("requestedBy", DeliveryRequest::requestedBy)
        .addText("reportId", StoredDeliveryColumns::reportId)
        .add("recipientId", "uuid", fresh -> fresh.delivery().recipientId())
        .addText("addressHash", delivery -> hashes == null ? null : hashes.of(delivery.recipient()))
        .add("quietWindow", "text", fresh -> of(quiet, fresh, time -> time.hours().text()))
        .add("timeZone", "text", fresh -> of(quiet, fresh, QuietTime::zone))
        .add("quietFrom", "timestamptz", fresh -> window(quiet, fresh, QuietHours.Window::from))
        .add("quietUntil", "timestamptz", fresh -> window(quiet, fresh, QuietHours.Window::until))
        .addText("lane", delivery -> delivery.lane().name())
        .addText("band", delivery -> delivery.band().name())
        .add("segments", "int4", fresh -> fresh.delivery().segments())
        .columns
        .params();
  }

  private static @Nullable String reportId(DeliveryRequest delivery) {
    boolean hasOneOfItsOwn =
        delivery.attachmentName() != null && !delivery.reportId().equals(delivery.correlationId());
    return hasOneOfItsOwn ? delivery.reportId().value() : null;
  }

  private static @Nullable UUID contentId(StoredDelivery fresh) {
    MessageContent content = fresh.delivery().content();
    return content == null ? null : content.id();
  }

  /** Whose quiet hours count; null: nobody's of the directory. */
  static @Nullable OnChannel recipient(DeliveryRequest delivery) {
    UUID recipient = delivery.recipientId();
    return recipient == null || delivery.origin().equals(Origin.TEST)
        ? null
        : new OnChannel(recipient, delivery.channel(), delivery.category());
  }

  private static @Nullable Object of(
      Map<OnChannel, QuietTime> quiet, StoredDelivery fresh, Function<QuietTime, Object> what) {
    OnChannel recipient = recipient(fresh.delivery());
    QuietTime time = recipient == null ? null : quiet.get(recipient);
    return time == null ? null : what.apply(time);
  }

  /** That which goes on at the time of the delivery, or comes next. */
  private static @Nullable Object window(
      Map<OnChannel, QuietTime> quiet,
      StoredDelivery fresh,
      Function<QuietHours.Window, Instant> which) {
    return of(
        quiet,
        fresh,
        time -> Times.utc(which.apply(time.windowFrom(fresh.delivery().scheduledTime()))));
  }

  private static @Nullable String retrySchedule(DeliveryRequest delivery) {
    RetrySchedule own = delivery.retrySchedule();
    return own == null ? null : own.text();
  }

  private static @Nullable String traceparent(StoredDelivery fresh) {
    Traceparent place = fresh.traceparent();
    return place == null ? null : place.value();
  }

  private StoredDeliveryColumns addText(
      String name, Function<DeliveryRequest, @Nullable String> value) {
    return add(name, "text", fresh -> value.apply(fresh.delivery()));
  }

  private StoredDeliveryColumns add(
      String name, String type, Function<StoredDelivery, @Nullable Object> value) {
    columns.add(name, type, value);
    return this;
  }
}
