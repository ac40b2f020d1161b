package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.contract.delivery.OriginView;
import io.chasqui.contract.delivery.ReceiptStatus;
import io.chasqui.contract.delivery.ReceiptView;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryPlan;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.address.StoredRecipient;
import io.chasqui.platform.db.Times;
import io.chasqui.platform.trace.Traceparent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deliveries with their attempts, as the API shows them. */
final class DeliveryViews {

  private static final String SELECT =
      "SELECT "
          + """
          message.id, correlation_id,
          coalesce(report_id, CASE WHEN attachment_name IS NOT NULL THEN correlation_id END) AS report_id,
          message.channel, status, recipient_kind, recipient,
          coalesce(subject, (SELECT content.subject FROM message_content AS content WHERE content.id = content_id)) AS subject,
          customer_id,
          origin_kind, origin_id, requested_by,
          scheduled_time, due_at, expires_at, created_at, completed_at, erased_at, failure_code, failure_detail, provider_message_id,
          message_number, segments, recipient_id, category, receipt, receipt_at, receipt_code
          """;

  private final JdbcClient jdbc;

  DeliveryViews(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<DeliveryView> find(DeliveryId id) {
    return jdbc.sql(
            SELECT
                + "FROM delivery_message AS message JOIN delivery_state AS state ON state.id = :id"
                + " WHERE message.id = :id")
        .param("id", id.value())
        .query((row, number) -> view(row))
        .optional()
        .map(delivery -> withAttempts(List.of(delivery)).get(0));
  }

  Optional<DeliveryPlan> plan(DeliveryId id) {
    return jdbc.sql(
            """
            SELECT retry_schedule, traceparent, failed_attempts
            FROM delivery_message AS message JOIN delivery_state AS state ON state.id = :id
            WHERE message.id = :id
            """)
        .param("id", id.value())
        .query((row, number) -> plan(row))
        .optional();
  }

  private static DeliveryPlan plan(ResultSet row) throws SQLException {
    String schedule = row.getString("retry_schedule");
    return new DeliveryPlan(
        schedule == null ? null : RetrySchedule.parse(schedule),
        row.getInt("failed_attempts"),
        Traceparent.read(row.getString("traceparent")));
  }

  List<DeliveryView> all(List<DeliveryId> ids) {
    List<DeliveryView> withoutAttempts =
        jdbc.sql(
                SELECT
                    + """
                    FROM delivery_state AS state
                    JOIN delivery_message AS message
                      ON message.id = state.id AND message.id BETWEEN :leastId AND :greatestId
                    WHERE state.id = ANY (:ids) AND state.id BETWEEN :leastId AND :greatestId
                    """)
            .param("ids", IdRange.array(ids))
            .params(IdRange.ofDeliveries(ids).params())
            .query((row, number) -> view(row))
            .list();
    return withAttempts(withoutAttempts);
  }

  List<DeliveryView> list(DeliveryQuery query) {
    DeliveryConditions conditions = new DeliveryConditions(query);
    List<DeliveryView> withoutAttempts =
        jdbc.sql(SELECT + conditions.from() + "LIMIT :limit")
            .params(conditions.params())
            .param("limit", query.limit())
            .query((row, number) -> view(row))
            .list();
    if (conditions.isTurnedRound()) {
      Collections.reverse(withoutAttempts);
    }
    return withAttempts(withoutAttempts);
  }

  /** Attempts are read after their deliveries, so that one that has ended has all of them. */
  private List<DeliveryView> withAttempts(List<DeliveryView> deliveries) {
    Map<UUID, List<AttemptView>> attempts =
        attempts(deliveries.stream().map(DeliveryView::id).toList());
    return deliveries.stream()
        .map(delivery -> with(attempts.getOrDefault(delivery.id(), List.of()), delivery))
        .toList();
  }

  private Map<UUID, List<AttemptView>> attempts(List<UUID> ids) {
    Map<UUID, List<AttemptView>> byDelivery = new HashMap<>();
    jdbc.sql(
            """
            SELECT delivery_id, number, worker, started_at, ended_at, phase, outcome, code, detail,
              provider
            FROM delivery_attempt
            WHERE delivery_id = ANY (:ids) AND delivery_id BETWEEN :leastId AND :greatestId
            ORDER BY delivery_id, number
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .params(IdRange.of(ids).params())
        .query(
            row -> {
              byDelivery
                  .computeIfAbsent(
                      row.getObject("delivery_id", UUID.class), delivery -> new ArrayList<>())
                  .add(DeliveryRows.attempt(row));
            });
    return byDelivery;
  }

  private static DeliveryView view(ResultSet row) throws SQLException {
    DeliveryStatus status = DeliveryStatus.valueOf(row.getString("status"));
    StoredRecipient recipient = recipient(row);
    return new DeliveryView(
        row.getObject("id", UUID.class),
        row.getString("correlation_id"),
        row.getString("report_id"),
        Channel.valueOf(row.getString("channel")),
        status,
        recipient == null ? null : recipient.value(),
        recipient == null ? null : recipient.ascii(),
        row.getString("subject"),
        row.getObject("recipient_id", UUID.class),
        row.getString("category"),
        row.getObject("customer_id", Long.class),
        new OriginView(row.getString("origin_kind"), row.getObject("origin_id", UUID.class)),
        row.getString("requested_by"),
        Times.instant(row, "scheduled_time"),
        Times.instantOrNull(row, "expires_at"),
        Times.instant(row, "created_at"),
        Times.instantOrNull(row, "completed_at"),
        Times.instantOrNull(row, "erased_at"),
        status.isWaiting() ? Times.instant(row, "due_at") : null,
        row.getString("failure_code"),
        row.getString("failure_detail"),
        row.getString("provider_message_id"),
        row.getObject("message_number", Long.class),
        row.getObject("segments", Integer.class),
        receipt(row),
        List.of());
  }

  private static @Nullable ReceiptView receipt(ResultSet row) throws SQLException {
    String status = row.getString("receipt");
    return status == null
        ? null
        : new ReceiptView(
            ReceiptStatus.valueOf(status),
            Times.instant(row, "receipt_at"),
            row.getString("receipt_code"));
  }

  private static @Nullable StoredRecipient recipient(ResultSet row) throws SQLException {
    String value = row.getString("recipient");
    return value == null
        ? null
        : new StoredRecipient(Recipient.Kind.valueOf(row.getString("recipient_kind")), value);
  }

  private static DeliveryView with(List<AttemptView> attempts, DeliveryView delivery) {
    return new DeliveryView(
        delivery.id(),
        delivery.correlationId(),
        delivery.reportId(),
        delivery.channel(),
        delivery.status(),
        delivery.recipient(),
        delivery.recipientAscii(),
        delivery.subject(),
        delivery.recipientId(),
        delivery.category(),
        delivery.customerId(),
        delivery.origin(),
        delivery.requestedBy(),
        delivery.scheduledTime(),
        delivery.expiresAt(),
        delivery.createdAt(),
        delivery.completedAt(),
        delivery.erasedAt(),
        delivery.nextAttemptAt(),
        delivery.failureCode(),
        delivery.failureDetail(),
        delivery.providerMessageId(),
        delivery.messageNumber(),
        delivery.segments(),
        delivery.receipt(),
        attempts);
  }
}
