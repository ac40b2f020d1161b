package io.chasqui.delivery.store;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryStates;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.UnclaimedDelivery;
import io.chasqui.platform.db.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deliveries that a worker could not claim, as they stand, and what becomes of those that wait. */
final class UnclaimedStates {

  private final JdbcClient jdbc;

  UnclaimedStates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Lane> laneOf(DeliveryId id) {
    return jdbc.sql("SELECT channel, lane FROM delivery_state WHERE id = :id")
        .param("id", id.value())
        .query((row, number) -> DeliveryRows.lane(row))
        .optional();
  }

  Optional<UnclaimedDelivery> standing(DeliveryId id, String channelKey) {
    return jdbc.sql(
            """
            SELECT message.correlation_id, state.channel, state.status, state.due_at,
              state.due_at <= now() AS is_due,
              coalesce(state.expires_at <= now(), false) AS is_expired,
              state.attempt, state.failed_attempts, message.on_unknown,
              EXISTS (
                SELECT FROM delivery_attempt earlier
                WHERE earlier.delivery_id = :id AND earlier.outcome = 'UNKNOWN')
                AS was_unknown_before,
              message.attachment_name IS NOT NULL AS has_report,
              pause.paused_until,
              ceil(extract(epoch FROM coalesce(pause.paused_until - now(), '0'::interval)) * 1000)
                AS pause_left_millis,
              pause.reason
            FROM delivery_state AS state
            JOIN delivery_message AS message ON message.id = :id
            LEFT JOIN channel_pause pause
              ON pause.channel_key = :channelKey AND pause.paused_until > now()
            WHERE state.id = :id
            """)
        .param("id", id.value())
        .param("channelKey", channelKey)
        .query(DeliveryRows::standing)
        .optional();
  }

  void putOff(DeliveryId id, Instant until, String code) {
    jdbc.sql(
            """
            UPDATE delivery_state
            SET status = 'RETRYING', due_at = least(:until, expires_at), failure_code = :code
            WHERE id = :id AND status IN %s
            """
                .formatted(DeliveryStates.WAITING))
        .param("until", Times.utc(until))
        .param("code", code)
        .param("id", id.value())
        .update();
  }

  Optional<Instant> putOff(DeliveryId id, Duration wait, String code) {
    return jdbc.sql(
            """
            UPDATE delivery_state
            SET status = 'RETRYING',
                due_at = least(now() + :waitMillis * interval '1 millisecond', expires_at),
                failure_code = :code
            WHERE id = :id AND status IN %s
            RETURNING due_at
            """
                .formatted(DeliveryStates.WAITING))
        .param("waitMillis", wait.toMillis())
        .param("code", code)
        .param("id", id.value())
        .query((row, number) -> Times.instant(row, "due_at"))
        .optional();
  }

  boolean expire(DeliveryId id) {
    return jdbc.sql(
                """
                UPDATE delivery_state
                SET status = 'EXPIRED',
                    completed_at = now(),
                    failure_code = coalesce(failure_code, 'EXPIRED')
                WHERE id = :id
                  AND status IN %s
                  AND expires_at <= now()
                """
                    .formatted(DeliveryStates.WAITING))
            .param("id", id.value())
            .update()
        == 1;
  }

  void markQueued(List<DeliveryId> ids) {
    jdbc.sql(
            """
            UPDATE delivery_state SET status = 'QUEUED'
            WHERE id = ANY (:ids)
              AND id BETWEEN :leastId AND :greatestId
              AND status IN ('SCHEDULED', 'RETRYING')
              AND due_at <= now()
            """)
        .param("ids", IdRange.array(ids))
        .params(IdRange.ofDeliveries(ids).params())
        .update();
  }
}
