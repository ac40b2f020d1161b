package io.chasqui.delivery.store;

import io.chasqui.delivery.MessageContent;
import io.chasqui.delivery.NewDeliveries;
import io.chasqui.delivery.QuietTime;
import io.chasqui.delivery.RecipientQuietTimes;
import io.chasqui.delivery.RecipientQuietTimes.OnChannel;
import io.chasqui.delivery.StoredDelivery;
import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.platform.db.Columns;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class NewDeliveryStore implements NewDeliveries {

  private final JdbcClient jdbc;
  private final Supplier<@Nullable AddressHashes> hashes;
  private final Supplier<@Nullable RecipientQuietTimes> quietTimes;

  /**
   * @param quietTimes of a server; workers make no deliveries
   */
  @Autowired
  NewDeliveryStore(
      JdbcClient jdbc,
      ObjectProvider<AddressHashes> hashes,
      ObjectProvider<RecipientQuietTimes> quietTimes) {
    this.jdbc = jdbc;
    this.hashes = hashes::getIfAvailable;
    this.quietTimes = quietTimes::getIfAvailable;
  }

  /** One that hashes nothing and knows nobody. */
  NewDeliveryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.hashes = () -> null;
    this.quietTimes = () -> null;
  }

  @Override
  public void addAll(List<StoredDelivery> deliveries) {
    try {
      insertContents(deliveries);
      insert(deliveries);
    } catch (DataIntegrityViolationException e) {
      throw MissingMonth.orItself(e, deliveries);
    }
  }

  /** Nothing of those, which are most, that bring none. */
  private void insertContents(List<StoredDelivery> deliveries) {
    List<MessageContent> contents =
        deliveries.stream()
            .map(fresh -> fresh.delivery().content())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    if (!contents.isEmpty()) {
      jdbc.sql(
              """
              INSERT INTO message_content (id, subject, text, html, push, webhook, sha256, personal)
              SELECT * FROM unnest(
                :ids, :subjects, :texts, :htmls, :pushes, :webhooks, :hashes, :arePersonal)
              """)
          .paramSource(
              new Columns<>(contents)
                  .add("ids", "uuid", MessageContent::id)
                  .add("subjects", "text", MessageContent::subject)
                  .add("texts", "text", MessageContent::text)
                  .add("htmls", "text", MessageContent::html)
                  .add("pushes", "text", MessageContent::push)
                  .add("webhooks", "text", MessageContent::webhook)
                  .add("hashes", "text", MessageContent::sha256)
                  .add("arePersonal", "bool", MessageContent::personal)
                  .params())
          .update();
    }
  }

  /** Asked only where one is for somebody of the directory. */
  private Map<OnChannel, QuietTime> quiet(List<StoredDelivery> deliveries) {
    Set<OnChannel> recipients = new HashSet<>();
    for (StoredDelivery fresh : deliveries) {
      OnChannel recipient = StoredDeliveryColumns.recipient(fresh.delivery());
      if (recipient != null) {
        recipients.add(recipient);
      }
    }
    RecipientQuietTimes times = recipients.isEmpty() ? null : quietTimes.get();
    return times == null ? Map.of() : times.of(recipients);
  }

  private void insert(List<StoredDelivery> deliveries) {
    jdbc.sql(
            """
            WITH fresh AS MATERIALIZED (
              SELECT * FROM unnest(
                :id, :correlationId, :channel, :recipientKind, :recipient, :subject, :message,
                :attachmentName, :customerId, :onUnknown, :scheduledTime, :expiresAt, :createdAt,
                :retrySchedule, :traceparent, :originKind, :originId, :requestedBy, :reportId,
                :lane, :band, :segments, :recipientId, :category, :contentId, :addressHash,
                :quietWindow, :timeZone, :quietFrom, :quietUntil
              ) AS fresh (
                id, correlation_id, channel, recipient_kind, recipient, subject, message,
                attachment_name, customer_id, on_unknown, scheduled_time, expires_at, created_at,
                retry_schedule, traceparent, origin_kind, origin_id, requested_by, report_id,
                lane, band, segments, recipient_id, category, content_id, address_hash,
                quiet_window, time_zone, quiet_from, quiet_until)
            ), messages AS (
              INSERT INTO delivery_message (
                id, correlation_id, channel, recipient_kind, recipient, subject, message,
                attachment_name, customer_id, on_unknown, created_at, retry_schedule, traceparent,
                origin_kind, origin_id, requested_by, report_id, segments, recipient_id, category,
                content_id, address_hash, quiet_window, time_zone, message_number)
              SELECT
                id, correlation_id, channel, recipient_kind, recipient, subject, message,
                attachment_name, customer_id, on_unknown, created_at, retry_schedule, traceparent,
                origin_kind, origin_id, requested_by, report_id, segments, recipient_id, category,
                content_id, decode(address_hash, 'hex'), quiet_window, time_zone,
                CASE WHEN channel = 'SMS' THEN nextval('delivery_message_number') END
              FROM fresh
            )
            INSERT INTO delivery_state (
              id, channel, lane, band, status, scheduled_time, due_at, expires_at, quiet_from,
              quiet_until)
            SELECT
              id, channel, lane, band, 'SCHEDULED', scheduled_time, scheduled_time, expires_at,
              quiet_from, quiet_until
            FROM fresh
            """)
        .paramSource(StoredDeliveryColumns.of(deliveries, hashes.get(), quiet(deliveries)))
        .update();
  }
}
