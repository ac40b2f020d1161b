package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.AttemptPhase;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.StoredDelivery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Statements of servers and workers of the version in which {@code delivery} was a table, word for
 * word.
 */
record PreviousStore(JdbcClient jdbc) {

  void addAll(List<StoredDelivery> deliveries) {
    jdbc.sql(
            """
            INSERT INTO delivery (
              id, correlation_id, channel, status, recipient_kind, recipient, subject, message,
              attachment_name, customer_id, on_unknown, scheduled_time, due_at, expires_at,
              created_at, retry_schedule, traceparent)
            SELECT
              id, correlation_id, channel, 'SCHEDULED', recipient_kind, recipient, subject, message,
              attachment_name, customer_id, on_unknown, scheduled_time, scheduled_time, expires_at,
              created_at, retry_schedule, traceparent
            FROM unnest(
              :id, :correlationId, :channel, :recipientKind, :recipient, :subject, :message,
              :attachmentName, :customerId, :onUnknown, :scheduledTime, :expiresAt, :createdAt,
              :retrySchedule, :traceparent
            ) AS fresh (
              id, correlation_id, channel, recipient_kind, recipient, subject, message,
              attachment_name, customer_id, on_unknown, scheduled_time, expires_at, created_at,
              retry_schedule, traceparent)
            """)
        .paramSource(StoredDeliveryColumns.of(deliveries, null, Map.of()))
        .update();
  }

  /**
   * @return number and text of each attempt that began
   */
  List<String> claim(DeliveryId id, Duration lease) {
    return jdbc.sql(
            """
            WITH claimed AS (
              UPDATE delivery
              SET status = 'SENDING',
                  attempt = attempt + 1,
                  due_at = now() + :leaseMillis * interval '1 millisecond'
              WHERE id = ANY (:ids)
                AND status IN ('SCHEDULED', 'QUEUED', 'RETRYING')
                AND due_at <= now()
                AND (expires_at IS NULL OR expires_at > now())
                AND NOT EXISTS (
                  SELECT FROM channel_pause
                  WHERE channel_key = :channelKey AND paused_until > now())
              RETURNING id, correlation_id, customer_id, channel, recipient_kind, recipient,
                subject, message, attachment_name, on_unknown, retry_schedule, attempt,
                failed_attempts, traceparent
            ), opened AS (
              INSERT INTO delivery_attempt (
                delivery_id, number, worker, worker_id, started_at, phase)
              SELECT id, attempt, :worker, :workerId, now(), 'CLAIMED' FROM claimed
            )
            SELECT claimed.*, now() AS started_at,
              (SELECT least(now(), before.due_at,
                  CASE WHEN before.failure_code IS NOT NULL THEN before.scheduled_time END)
                FROM delivery before WHERE before.id = claimed.id) AS due_since,
              EXISTS (
                SELECT FROM delivery_attempt earlier
                WHERE earlier.delivery_id = claimed.id AND earlier.outcome = 'UNKNOWN')
                AS was_unknown_before
            FROM claimed
            """)
        .param("ids", new UUID[] {id.value()})
        .param("worker", "previous")
        .param("workerId", UUID.randomUUID())
        .param("leaseMillis", lease.toMillis())
        .param("channelKey", "test:peer")
        .query((row, number) -> row.getInt("attempt") + ": " + row.getString("message"))
        .list();
  }

  /**
   * @return the answer; empty when there is none
   */
  List<String> lastByte(DeliveryId id, int attempt) {
    return jdbc.sql(
            """
            WITH asking AS (
              SELECT * FROM unnest(:ids, :attempts) AS asking (id, attempt)
            ), held AS (
              SELECT asking.id, asking.attempt, coalesce(expires_at <= now(), false) AS too_late
              FROM asking JOIN delivery ON delivery.id = asking.id
              WHERE delivery.attempt = asking.attempt
                AND delivery.status = 'SENDING'
                AND delivery.due_at > now()
            ), allowed AS (
              UPDATE delivery_attempt SET phase = 'TRANSMITTING'
              FROM held
              WHERE NOT held.too_late
                AND delivery_id = held.id
                AND number = held.attempt
                AND ended_at IS NULL
                AND lost_at IS NULL
              RETURNING delivery_id, number
            )
            SELECT delivery_id AS id, number AS attempt, 'ALLOWED' AS answer FROM allowed
            UNION ALL
            SELECT id, attempt, 'TOO_LATE' FROM held WHERE too_late
            """)
        .param("ids", new UUID[] {id.value()})
        .param("attempts", new Integer[] {attempt})
        .query((row, number) -> row.getString("answer"))
        .list();
  }

  /**
   * @return whether it was recorded
   */
  boolean delivered(DeliveryId id, int attempt) {
    return !jdbc.sql(
            """
            WITH given AS (
              SELECT *
              FROM unnest(
                  :ids, :attempts, :phases, :outcomes, :statuses, :counted, :codes, :details,
                  :failureDetails, :providerMessageIds)
                AS given (
                  id, attempt, phase, outcome, status, counted, code, detail,
                  failure_detail, provider_message_id)
            ), ended AS (
              UPDATE delivery
              SET status = given.status,
                  completed_at = now(),
                  failed_attempts = failed_attempts + given.counted,
                  failure_code = given.code,
                  failure_detail = given.failure_detail,
                  provider_message_id =
                    coalesce(given.provider_message_id, delivery.provider_message_id)
              FROM given
              WHERE delivery.id = given.id
                AND delivery.attempt = given.attempt
                AND delivery.status = 'SENDING'
              RETURNING given.id, given.attempt, given.phase, given.outcome, given.code,
                given.detail
            ), attempts AS (
              UPDATE delivery_attempt
              SET ended_at = now(),
                  phase = coalesce(ended.phase, delivery_attempt.phase),
                  outcome = ended.outcome,
                  code = ended.code,
                  detail = ended.detail
              FROM ended
              WHERE delivery_id = ended.id AND number = ended.attempt
            )
            SELECT id, attempt FROM ended
            """)
        .param("ids", new UUID[] {id.value()})
        .param("attempts", new Integer[] {attempt})
        .param("phases", new String[] {AttemptPhase.ANSWERED.name()})
        .param("outcomes", new String[] {"DELIVERED"})
        .param("statuses", new String[] {DeliveryStatus.DELIVERED.name()})
        .param("counted", new Integer[] {0})
        .param("codes", new String[] {null})
        .param("details", new String[] {null})
        .param("failureDetails", new String[] {null})
        .param("providerMessageIds", new String[] {"previous-1"})
        .query((row, number) -> row.getInt("attempt"))
        .list()
        .isEmpty();
  }

  boolean cancel(DeliveryId id) {
    return jdbc.sql(
                """
                UPDATE delivery SET status = 'CANCELLED', completed_at = now()
                WHERE id = :id AND status IN ('SCHEDULED', 'QUEUED', 'RETRYING')
                """)
            .param("id", id.value())
            .update()
        == 1;
  }

  /**
   * @return the channels of those that expired
   */
  List<String> expireOverdue() {
    return jdbc.sql(
            """
            UPDATE delivery
            SET status = 'EXPIRED',
                completed_at = now(),
                failure_code = coalesce(failure_code, 'EXPIRED')
            WHERE id = ANY (ARRAY (
              SELECT id FROM delivery
              WHERE status IN ('SCHEDULED', 'QUEUED', 'RETRYING') AND expires_at <= now()
              ORDER BY expires_at LIMIT 1000
              FOR UPDATE SKIP LOCKED))
            RETURNING channel
            """)
        .query((row, number) -> row.getString("channel"))
        .list();
  }

  /**
   * @return its id, when it was
   */
  List<UUID> revive(DeliveryId id) {
    return jdbc.sql(
            """
            UPDATE delivery
            SET status = 'QUEUED',
                due_at = now(),
                completed_at = NULL,
                expires_at = CASE WHEN expires_at > now() THEN expires_at END,
                failed_attempts = 0,
                failure_code = NULL,
                failure_detail = NULL
            WHERE id = :id AND status IN ('FAILED', 'EXPIRED', 'CANCELLED', 'UNCERTAIN')
            RETURNING id, channel, correlation_id, due_at
            """)
        .param("id", id.value())
        .query((row, number) -> row.getObject("id", UUID.class))
        .list();
  }
}
