package io.chasqui.delivery.store;

import io.chasqui.delivery.ActionLedger;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryStates;
import io.chasqui.delivery.WaitingDelivery;
import io.chasqui.platform.db.Times;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
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
  public Set<DeliveryId> holdFree(List<DeliveryId> ids) {
    Set<DeliveryId> free = new HashSet<>(ids);
    free.removeAll(
        ids(
            "SELECT id FROM delivery_state WHERE id = ANY (:ids) AND id BETWEEN :leastId AND"
                + " :greatestId",
            ids));
    free.addAll(
        ids(
            """
            SELECT id FROM delivery_state
            WHERE id = ANY (:ids) AND id BETWEEN :leastId AND :greatestId
            ORDER BY id FOR NO KEY UPDATE SKIP LOCKED
            """,
            ids));
    return free;
  }

  @Override
  public Optional<WaitingDelivery> revive(DeliveryId id) {
    return reviveAll(List.of(id)).stream().findFirst();
  }

  @Override
  public List<WaitingDelivery> reviveAll(List<DeliveryId> ids) {
    return of(
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
              WHERE id = ANY (:ids)
                AND id BETWEEN :leastId AND :greatestId
                AND status IN %1$s
                AND erased_at IS NULL
                AND (status = 'UNCERTAIN' OR NOT EXISTS (
                  SELECT FROM delivery_message AS message
                  WHERE message.id = delivery_state.id
                    AND message.id BETWEEN :leastId AND :greatestId
                    AND message.origin_kind = 'NOTIFICATION'))
              RETURNING id, channel, lane, band, due_at
            )
            SELECT revived.*, correlation_id
            FROM revived
            JOIN delivery_message AS message
              ON message.id = revived.id AND message.id BETWEEN :leastId AND :greatestId
            """
                .formatted(DeliveryStates.REVIVABLE, QUIET_HOURS_UNKNOWN),
            ids)
        .query(DeliveryRows::waiting)
        .list();
  }

  @Override
  public Optional<WaitingDelivery> reschedule(DeliveryId id, Instant scheduledTime) {
    return rescheduleAll(List.of(id), scheduledTime).stream().findFirst();
  }

  @Override
  public List<WaitingDelivery> rescheduleAll(List<DeliveryId> ids, Instant scheduledTime) {
    return of(
            """
            WITH rescheduled AS (
              UPDATE delivery_state
              SET status = 'SCHEDULED', scheduled_time = :scheduledTime, due_at = :scheduledTime,
                  quiet_from = %2$s, quiet_until = %2$s
              WHERE id = ANY (:ids)
                AND id BETWEEN :leastId AND :greatestId
                AND status IN %1$s
                AND (expires_at IS NULL OR expires_at > :scheduledTime)
              RETURNING id, channel, lane, band, due_at
            )
            SELECT rescheduled.*, correlation_id
            FROM rescheduled
            JOIN delivery_message AS message
              ON message.id = rescheduled.id AND message.id BETWEEN :leastId AND :greatestId
            """
                .formatted(DeliveryStates.WAITING, QUIET_HOURS_UNKNOWN),
            ids)
        .param("scheduledTime", Times.utc(scheduledTime))
        .query(DeliveryRows::waiting)
        .list();
  }

  @Override
  public boolean confirm(DeliveryId id) {
    return !confirmAll(List.of(id)).isEmpty();
  }

  @Override
  public List<DeliveryId> confirmAll(List<DeliveryId> ids) {
    return ids(
        """
        UPDATE delivery_state
        SET status = 'DELIVERED',
            completed_at = now(),
            failure_code = NULL,
            failure_detail = NULL
        WHERE id = ANY (:ids)
          AND id BETWEEN :leastId AND :greatestId
          AND status = 'UNCERTAIN'
        RETURNING id
        """,
        ids);
  }

  @Override
  public boolean cancel(DeliveryId id) {
    return !cancelAll(List.of(id)).isEmpty();
  }

  @Override
  public List<DeliveryId> cancelAll(List<DeliveryId> ids) {
    return ids(
        """
        UPDATE delivery_state SET status = 'CANCELLED', completed_at = now()
        WHERE id = ANY (:ids) AND id BETWEEN :leastId AND :greatestId AND status IN %s
        RETURNING id
        """
            .formatted(DeliveryStates.WAITING),
        ids);
  }

  @Override
  public List<DeliveryId> endAll(List<DeliveryId> ids, String code) {
    return of(
            """
            UPDATE delivery_state
            SET status = 'CANCELLED', completed_at = now(), failure_code = :code
            WHERE id = ANY (:ids) AND id BETWEEN :leastId AND :greatestId AND status IN %s
            RETURNING id
            """
                .formatted(DeliveryStates.WAITING),
            ids)
        .param("code", code)
        .query((row, number) -> new DeliveryId(row.getObject("id", UUID.class)))
        .list();
  }

  private List<DeliveryId> ids(String sql, List<DeliveryId> ids) {
    return of(sql, ids)
        .query((row, number) -> new DeliveryId(row.getObject("id", UUID.class)))
        .list();
  }

  private StatementSpec of(String sql, List<DeliveryId> ids) {
    return jdbc.sql(sql)
        .param("ids", IdRange.array(ids))
        .params(IdRange.ofDeliveries(ids).params());
  }
}
