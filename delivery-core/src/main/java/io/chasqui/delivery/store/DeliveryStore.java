package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.ActionLedger;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.ChannelPause;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQueries;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.DeliveryStates;
import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.LostAttempt;
import io.chasqui.delivery.NewDeliveries;
import io.chasqui.delivery.OpenCount;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.SendPermission;
import io.chasqui.delivery.StoredDelivery;
import io.chasqui.delivery.UnclaimedDelivery;
import io.chasqui.delivery.WaitingDelivery;
import io.chasqui.delivery.Worker;
import io.chasqui.platform.db.Columns;
import io.chasqui.platform.db.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The ledger in PostgreSQL; {@code now()} is the clock that decides. */
@Repository
class DeliveryStore implements NewDeliveries, AttemptLedger, ActionLedger, DeliveryQueries {

  private final JdbcClient jdbc;
  private final DeliveryViews views;
  private final AttemptEndings endings;
  private final SendPermissions lastBytes;

  DeliveryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.views = new DeliveryViews(jdbc);
    this.endings = new AttemptEndings(jdbc);
    this.lastBytes = new SendPermissions(jdbc);
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
                :lane, :band
              ) AS fresh (
                id, correlation_id, channel, recipient_kind, recipient, subject, message,
                attachment_name, customer_id, on_unknown, scheduled_time, expires_at, created_at,
                retry_schedule, traceparent, origin_kind, origin_id, requested_by, report_id,
                lane, band)
            ), messages AS (
              INSERT INTO delivery_message (
                id, correlation_id, channel, recipient_kind, recipient, subject, message,
                attachment_name, customer_id, on_unknown, created_at, retry_schedule, traceparent,
                origin_kind, origin_id, requested_by, report_id)
              SELECT
                id, correlation_id, channel, recipient_kind, recipient, subject, message,
                attachment_name, customer_id, on_unknown, created_at, retry_schedule, traceparent,
                origin_kind, origin_id, requested_by, report_id
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

  /**
   * The statement still sees the rows as they were before it. A delivery says a text of its own, or
   * a content that it shares. One that was put off, because its channel rests, has a code from
   * that, and has been due since before.
   */
  @Override
  public List<ClaimedDelivery> claim(
      List<DeliveryId> ids, Worker worker, Duration lease, String channelKey) {
    return jdbc.sql(
            """
            WITH claimed AS (
              UPDATE delivery_state
              SET status = 'SENDING',
                  attempt = attempt + 1,
                  due_at = now() + :leaseMillis * interval '1 millisecond'
              WHERE id = ANY (:ids)
                AND id BETWEEN :leastId AND :greatestId
                AND status IN %s
                AND due_at <= now()
                AND (expires_at IS NULL OR expires_at > now())
                AND NOT EXISTS (
                  SELECT FROM channel_pause
                  WHERE channel_key = :channelKey AND paused_until > now())
              RETURNING id, channel, attempt, failed_attempts
            ), opened AS (
              INSERT INTO delivery_attempt (
                delivery_id, number, worker, worker_id, started_at, phase, provider)
              SELECT id, attempt, :worker, :workerId, now(), 'CLAIMED', :channelKey FROM claimed
            )
            SELECT claimed.*, correlation_id, customer_id, recipient_kind, recipient,
              coalesce(subject, (
                SELECT content.subject FROM message_content AS content
                WHERE content.id = content_id)) AS subject,
              coalesce(message, (
                SELECT content.text FROM message_content AS content
                WHERE content.id = content_id)) AS message,
              coalesce(report_id, correlation_id) AS report_id, attachment_name, on_unknown,
              retry_schedule, traceparent, now() AS started_at,
              (SELECT least(now(), before.due_at,
                  CASE WHEN before.failure_code IS NOT NULL THEN before.scheduled_time END)
                FROM delivery_state before
                WHERE before.id = claimed.id AND before.id BETWEEN :leastId AND :greatestId)
                AS due_since,
              EXISTS (
                SELECT FROM delivery_attempt earlier
                WHERE earlier.delivery_id = claimed.id
                  AND earlier.delivery_id BETWEEN :leastId AND :greatestId
                  AND earlier.outcome = 'UNKNOWN')
                AS was_unknown_before
            FROM claimed JOIN delivery_message AS message
              ON message.id = claimed.id AND message.id BETWEEN :leastId AND :greatestId
            """
                .formatted(DeliveryStates.WAITING))
        .param("ids", uuids(ids))
        .params(IdRange.ofDeliveries(ids).params())
        .param("worker", worker.name())
        .param("workerId", worker.id())
        .param("leaseMillis", lease.toMillis())
        .param("channelKey", channelKey)
        .query(DeliveryRows::claimed)
        .list();
  }

  @Override
  public void handBack(List<ClaimedDelivery> unbegun) {
    jdbc.sql(
            """
            WITH given AS (
              SELECT * FROM unnest(:ids, :attempts) AS given (id, attempt)
            ), undone AS (
              UPDATE delivery_state AS state
              SET status = 'QUEUED', due_at = now(), attempt = state.attempt - 1
              FROM given
              WHERE state.id = given.id
                AND state.id BETWEEN :leastId AND :greatestId
                AND state.attempt = given.attempt
                AND state.status = 'SENDING'
              RETURNING given.id, given.attempt
            )
            DELETE FROM delivery_attempt USING undone
            WHERE delivery_id = undone.id
              AND delivery_id BETWEEN :leastId AND :greatestId
              AND number = undone.attempt
            """)
        .paramSource(
            new Columns<>(unbegun)
                .add("ids", "uuid", claim -> claim.id().value())
                .add("attempts", "int4", ClaimedDelivery::attempt)
                .with(
                    IdRange.ofDeliveries(unbegun.stream().map(ClaimedDelivery::id).toList())
                        .params())
                .params())
        .update();
  }

  @Override
  public Optional<Lane> laneOf(DeliveryId id) {
    return jdbc.sql("SELECT channel, lane FROM delivery_state WHERE id = :id")
        .param("id", id.value())
        .query((row, number) -> DeliveryRows.lane(row))
        .optional();
  }

  @Override
  public Optional<UnclaimedDelivery> standing(DeliveryId id, String channelKey) {
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

  @Override
  public SendPermission lastByte(DeliveryId id, int attempt) {
    return lastBytes.ask(id, attempt);
  }

  @Override
  public SendPermission lastByteAgain(DeliveryId id, int attempt) {
    return lastBytes.askAgain(id, attempt);
  }

  @Override
  public Optional<LostAttempt> takeForLost(DeliveryId id, int attempt) {
    return jdbc.sql(
            """
            WITH lost AS (
              UPDATE delivery_attempt SET lost_at = now()
              FROM delivery_state AS state
              WHERE state.id = :id
                AND state.attempt = :attempt
                AND state.status = 'SENDING'
                AND state.due_at <= now()
                AND delivery_id = :id
                AND number = state.attempt
                AND ended_at IS NULL
              RETURNING phase
            )
            SELECT phase, (
              SELECT count(*) FROM delivery_attempt before
              WHERE before.delivery_id = :id
                AND before.outcome = 'TEMPORARY_FAILURE'
                AND before.code = :lostCode
                AND before.number > (
                  SELECT coalesce(max(other.number), 0) FROM delivery_attempt other
                  WHERE other.delivery_id = :id
                    AND other.ended_at IS NOT NULL
                    AND (other.outcome, other.code)
                      IS DISTINCT FROM ('TEMPORARY_FAILURE', :lostCode))) AS lost_in_a_row
            FROM lost
            """)
        .param("id", id.value())
        .param("attempt", attempt)
        .param("lostCode", FailureCode.WORKER_LOST)
        .query(DeliveryRows::lost)
        .optional();
  }

  @Override
  public boolean end(EndOfAttempt end, DeliveryStatus status) {
    return endings.write(new EndedAttempt(end, status));
  }

  @Override
  public Optional<Instant> tryAgain(EndOfAttempt end, Duration wait) {
    Outcome outcome = end.outcome();
    return jdbc.sql(
            """
            WITH put_off AS (
              UPDATE delivery_state
              SET status = 'RETRYING',
                  due_at = least(now() + :waitMillis * interval '1 millisecond', expires_at),
                  failed_attempts = failed_attempts + :counted,
                  failure_code = :code,
                  failure_detail = :detail
              WHERE id = :id AND attempt = :attempt AND status = 'SENDING'
              RETURNING attempt, due_at
            ), ended AS (
              UPDATE delivery_attempt
              SET ended_at = now(),
                  phase = coalesce(:phase, phase),
                  outcome = :outcome,
                  code = :code,
                  detail = :detail
              FROM put_off
              WHERE delivery_id = :id AND number = put_off.attempt
            )
            SELECT due_at FROM put_off
            """)
        .param("waitMillis", wait.toMillis())
        .param("counted", end.countsAsFailure() ? 1 : 0)
        .param("phase", end.phase() == null ? null : end.phase().name())
        .param("code", outcome.code())
        .param("detail", outcome.detail())
        .param("id", end.id().value())
        .param("attempt", end.attempt())
        .param("outcome", outcome.kind().name())
        .query((row, number) -> Times.instant(row, "due_at"))
        .optional();
  }

  @Override
  public void putOff(DeliveryId id, Instant until, String code) {
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

  @Override
  public boolean expire(DeliveryId id) {
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

  @Override
  public List<Channel> expireOverdue() {
    return jdbc.sql(
            """
            UPDATE delivery_state
            SET status = 'EXPIRED',
                completed_at = now(),
                failure_code = coalesce(failure_code, 'EXPIRED')
            WHERE id = ANY (ARRAY (
              SELECT id FROM delivery_state
              WHERE status IN %s AND expires_at <= now()
              ORDER BY expires_at LIMIT 1000
              FOR UPDATE SKIP LOCKED))
            RETURNING channel
            """
                .formatted(DeliveryStates.WAITING))
        .query((row, number) -> Channel.valueOf(row.getString("channel")))
        .list();
  }

  @Override
  public void markQueued(List<DeliveryId> ids) {
    jdbc.sql(
            """
            UPDATE delivery_state SET status = 'QUEUED'
            WHERE id = ANY (:ids)
              AND id BETWEEN :leastId AND :greatestId
              AND status IN ('SCHEDULED', 'RETRYING')
              AND due_at <= now()
            """)
        .param("ids", uuids(ids))
        .params(IdRange.ofDeliveries(ids).params())
        .update();
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
                  failure_code = NULL,
                  failure_detail = NULL
              WHERE id = :id
                AND status IN %s
                AND erased_at IS NULL
              RETURNING id, channel, lane, band, due_at
            )
            SELECT revived.*, correlation_id
            FROM revived JOIN delivery_message ON delivery_message.id = :id
            """
                .formatted(DeliveryStates.REVIVABLE))
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
              SET status = 'SCHEDULED', scheduled_time = :scheduledTime, due_at = :scheduledTime
              WHERE id = :id
                AND status IN %s
                AND (expires_at IS NULL OR expires_at > :scheduledTime)
              RETURNING id, channel, lane, band, due_at
            )
            SELECT rescheduled.*, correlation_id
            FROM rescheduled JOIN delivery_message ON delivery_message.id = :id
            """
                .formatted(DeliveryStates.WAITING))
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

  /**
   * Few deliveries are open and many have ended, so tables that are smaller than the limit answer
   * by themselves: by the density that PostgreSQL last saw in each month and the size of now, as
   * its planner estimates. The estimate is too coarse for a small limit.
   */
  @Override
  public boolean hasOpen(long atLeast) {
    return jdbc.sql(
            """
            SELECT CASE
              WHEN :atLeast >= 100000 AND stored < 0.9 * :atLeast THEN false
              ELSE :atLeast <= (
                SELECT count(*) FROM (
                  SELECT FROM delivery_state
                  WHERE status IN %s
                  LIMIT :atLeast) AS open)
            END
            FROM (
              SELECT sum(CASE
                WHEN size = 0 THEN 0
                WHEN relpages > 0
                  THEN reltuples / relpages * (size / current_setting('block_size')::integer)
                ELSE 'infinity' END) AS stored
              FROM pg_inherits
              JOIN pg_class AS month ON month.oid = inhrelid
              CROSS JOIN LATERAL pg_relation_size(month.oid) AS size
              WHERE inhparent = 'delivery_state'::regclass
            ) AS months
            """
                .formatted(DeliveryStates.OPEN))
        .param("atLeast", atLeast)
        .query(Boolean.class)
        .single();
  }

  /**
   * Nearly all open deliveries are SCHEDULED when they are many. Those are what an index knows to
   * be open, without the table, less the others.
   */
  @Override
  public List<OpenCount> openCounts() {
    return jdbc.sql(
            """
            WITH moving AS (
              SELECT channel, status, count(*) AS deliveries FROM delivery_state
              WHERE status IN %s
              GROUP BY channel, status
            ), open AS (
              SELECT channel, count(*) AS deliveries FROM delivery_state
              WHERE status IN %s
              GROUP BY channel
            )
            SELECT channel, status, deliveries FROM moving
            UNION ALL
            SELECT channel, 'SCHEDULED', deliveries - coalesce((
              SELECT sum(deliveries) FROM moving WHERE moving.channel = open.channel), 0)
            FROM open
            """
                .formatted(DeliveryStates.OPEN_BUT_SCHEDULED, DeliveryStates.OPEN))
        .query(
            (row, number) ->
                new OpenCount(
                    Channel.valueOf(row.getString("channel")),
                    DeliveryStatus.valueOf(row.getString("status")),
                    row.getLong("deliveries")))
        .list();
  }

  @Override
  public void pauseChannel(String channelKey, Duration pause, String reason) {
    jdbc.sql(
            """
            INSERT INTO channel_pause AS stored (channel_key, paused_until, reason)
            VALUES (:channelKey, now() + :pauseMillis * interval '1 millisecond', :reason)
            ON CONFLICT (channel_key) DO UPDATE
            SET paused_until = excluded.paused_until, reason = excluded.reason
            WHERE stored.paused_until < excluded.paused_until
            """)
        .param("channelKey", channelKey)
        .param("pauseMillis", pause.toMillis())
        .param("reason", reason)
        .update();
  }

  @Override
  public Optional<ChannelPause> pauseOf(String channelKey) {
    return jdbc.sql(
            """
            SELECT reason, extract(epoch FROM paused_until - now()) * 1000 AS millis
            FROM channel_pause
            WHERE channel_key = :channelKey AND paused_until > now()
            """)
        .param("channelKey", channelKey)
        .query(
            (row, number) ->
                new ChannelPause(row.getString("reason"), Duration.ofMillis(row.getLong("millis"))))
        .optional();
  }

  @Override
  public Optional<DeliveryView> find(DeliveryId id) {
    return views.find(id);
  }

  @Override
  public List<DeliveryView> list(DeliveryQuery query) {
    return views.list(query);
  }

  private static UUID[] uuids(List<DeliveryId> ids) {
    return ids.stream().map(DeliveryId::value).toArray(UUID[]::new);
  }
}
