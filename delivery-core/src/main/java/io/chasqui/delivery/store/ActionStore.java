package io.chasqui.delivery.store;

import io.chasqui.delivery.ActionLedger;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryStates;
import io.chasqui.delivery.WaitingDelivery;
import io.chasqui.platform.db.Times;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people change, in PostgreSQL; {@code now()} is the clock that decides. */
@Repository
class ActionStore implements ActionLedger {

  /** They were found for another time: a worker finds those that are next. */
  private static final String QUIET_HOURS_UNKNOWN =
      "CASE WHEN quiet_from IS NOT NULL THEN '-infinity'::timestamptz END";

  private final JdbcClient jdbc;

  ActionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean hold(DeliveryId id) {
    return jdbc.sql("SELECT id FROM delivery_state WHERE id = :id FOR NO KEY UPDATE")
        .param("id", id.value())
        .query(UUID.class)
        .optional()
        .isPresent();
  }

  @Override
  public Optional<WaitingDelivery> revive(DeliveryId id) {
    return jdbc.sql(
            """
            WITH revived AS (
              UPDATE delivery_state
              SET status = 'QUEUED',
                  due_at = now(),
                  completed_at = NULL,
                  expires_at = CASE WHEN expires_at > now() THEN expires_at END,
                  failed_attempts = 0,
                  quiet_from = %2$s,
                  quiet_until = %2$s,
                  failure_code = NULL,
                  failure_detail = NULL,
                  receipt = NULL,
                  receipt_at = NULL,
                  receipt_code = NULL
              WHERE id = :id
                AND status IN %1$s
                AND erased_at IS NULL
              RETURNING id, channel, lane, band, due_at
            )
            SELECT revived.*, correlation_id
            FROM revived JOIN delivery_message ON delivery_message.id = :id
            """
                .formatted(DeliveryStates.REVIVABLE, QUIET_HOURS_UNKNOWN))
        .param("id", id.value())
        .query(DeliveryRows::waiting)
        .optional();
  }

  @Override
  public Optional<WaitingDelivery> reschedule(DeliveryId id, Instant scheduledTime) {
    return jdbc.sql(
            """
            WITH rescheduled AS (
              UPDATE delivery_state
              SET status = 'SCHEDULED', scheduled_time = :scheduledTime, due_at = :scheduledTime,
                  quiet_from = %2$s, quiet_until = %2$s
              WHERE id = :id
                AND status IN %1$s
                AND (expires_at IS NULL OR expires_at > :scheduledTime)
              RETURNING id, channel, lane, band, due_at
            )
            SELECT rescheduled.*, correlation_id
            FROM rescheduled JOIN delivery_message ON delivery_message.id = :id
            """
                .formatted(DeliveryStates.WAITING, QUIET_HOURS_UNKNOWN))
        .param("scheduledTime", Times.utc(scheduledTime))
        .param("id", id.value())
        .query(DeliveryRows::waiting)
        .optional();
  }

  @Override
  public boolean confirm(DeliveryId id) {
    return jdbc.sql(
                """
                UPDATE delivery_state
                SET status = 'DELIVERED',
                    completed_at = now(),
                    failure_code = NULL,
                    failure_detail = NULL
                WHERE id = :id AND status = 'UNCERTAIN'
                """)
            .param("id", id.value())
            .update()
        == 1;
  }

  @Override
  public boolean cancel(DeliveryId id) {
    return jdbc.sql(
                """
                UPDATE delivery_state SET status = 'CANCELLED', completed_at = now()
                WHERE id = :id AND status IN %s
                """
                    .formatted(DeliveryStates.WAITING))
            .param("id", id.value())
            .update()
        == 1;
  }
}
