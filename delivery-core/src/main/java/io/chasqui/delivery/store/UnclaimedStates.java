package io.chasqui.delivery.store;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryStates;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.QuietHours;
import io.chasqui.delivery.Refusal;
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
  private final String refusal;

  UnclaimedStates(JdbcClient jdbc, Refusals refusals) {
    this.jdbc = jdbc;
    this.refusal = refusals.ofAttempts(":channelKey");
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
              pause.reason,
              (%s) AS refusal, now() AS judged_at, message.quiet_window, message.time_zone
            FROM delivery_state AS state
            CROSS JOIN (%s)
            LEFT JOIN channel_pause pause
              ON pause.channel_key = :channelKey AND pause.paused_until > now()
            WHERE state.id = :id AND message.id = :id
            """
                .formatted(refusal, Refusals.messages()))
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

  /** By the same judgement once more: it may have changed since. */
  boolean refuse(DeliveryId id, String channelKey, Refusal why) {
    return jdbc.sql(
                """
                UPDATE delivery_state AS state
                SET status = :verdict, completed_at = now(), failure_code = :code
                FROM %s
                WHERE state.id = :id
                  AND message.id = :id
                  AND status IN %s
                  AND due_at <= now()
                  AND (%s) = :answer
                """
                    .formatted(Refusals.messages(), DeliveryStates.WAITING, refusal))
            .param("verdict", why.verdict().name())
            .param("code", why.code())
            .param("id", id.value())
            .param("channelKey", channelKey)
            .param("answer", why.answer())
            .update()
        == 1;
  }

  void beQuiet(DeliveryId id, Instant until, QuietHours.Window next) {
    jdbc.sql(
            """
            UPDATE delivery_state
            SET status = CASE WHEN :until > now() THEN 'RETRYING' ELSE status END,
                due_at = CASE WHEN :until > now() THEN least(:until, expires_at) ELSE due_at END,
                failure_code = CASE WHEN :until > now() THEN :code ELSE failure_code END,
                quiet_from = :quietFrom,
                quiet_until = :quietUntil
            WHERE id = :id AND status IN %s AND due_at <= now()
            """
                .formatted(DeliveryStates.WAITING))
        .param("until", Times.utc(until))
        .param("code", Refusal.QUIET_HOURS)
        .param("quietFrom", Times.utc(next.from()))
        .param("quietUntil", Times.utc(next.until()))
        .param("id", id.value())
        .update();
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
