package io.chasqui.delivery.store;

import io.chasqui.delivery.NewDeliveries;
import io.chasqui.delivery.StoredDelivery;
import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class NewDeliveryStore implements NewDeliveries {

  private final JdbcClient jdbc;

  NewDeliveryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void addAll(List<StoredDelivery> deliveries) {
    try {
      insert(deliveries);
    } catch (DataIntegrityViolationException e) {
      throw MissingMonth.orItself(e, deliveries);
    }
  }

  private void insert(List<StoredDelivery> deliveries) {
    jdbc.sql(
            """
            WITH fresh AS MATERIALIZED (
              SELECT * FROM unnest(
                :id, :correlationId, :channel, :recipientKind, :recipient, :subject, :message,
                :attachmentName, :customerId, :onUnknown, :scheduledTime, :expiresAt, :createdAt,
                :retrySchedule, :traceparent, :originKind, :originId, :requestedBy, :reportId,
                :lane, :band, :segments, :recipientId
              ) AS fresh (
                id, correlation_id, channel, recipient_kind, recipient, subject, message,
                attachment_name, customer_id, on_unknown, scheduled_time, expires_at, created_at,
                retry_schedule, traceparent, origin_kind, origin_id, requested_by, report_id,
                lane, band, segments, recipient_id)
            ), messages AS (
              INSERT INTO delivery_message (
                id, correlation_id, channel, recipient_kind, recipient, subject, message,
                attachment_name, customer_id, on_unknown, created_at, retry_schedule, traceparent,
                origin_kind, origin_id, requested_by, report_id, segments, recipient_id,
                message_number)
              SELECT
                id, correlation_id, channel, recipient_kind, recipient, subject, message,
                attachment_name, customer_id, on_unknown, created_at, retry_schedule, traceparent,
                origin_kind, origin_id, requested_by, report_id, segments, recipient_id,
                CASE WHEN channel = 'SMS' THEN nextval('delivery_message_number') END
              FROM fresh
            )
            INSERT INTO delivery_state (
              id, channel, lane, band, status, scheduled_time, due_at, expires_at)
            SELECT
              id, channel, lane, band, 'SCHEDULED', scheduled_time, scheduled_time, expires_at
            FROM fresh
            """)
        .paramSource(StoredDeliveryColumns.of(deliveries))
        .update();
  }
}
