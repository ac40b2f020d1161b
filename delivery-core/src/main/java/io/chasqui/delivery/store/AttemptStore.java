package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.ChannelPause;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryStates;
import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.delivery.EndedAttempt;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.LostAttempt;
import io.chasqui.delivery.QuietHours;
import io.chasqui.delivery.Refusal;
import io.chasqui.delivery.SendPermission;
import io.chasqui.delivery.UnclaimedDelivery;
import io.chasqui.delivery.Worker;
import io.chasqui.delivery.suppression.SuppressionSettings;
import io.chasqui.delivery.suppression.Suppressions;
import io.chasqui.platform.db.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What workers change, in PostgreSQL; {@code now()} is the clock that decides. Claims are here, the
 * rest by what it is about in classes of their own.
 */
@Repository
class AttemptStore implements AttemptLedger {

  /**
   * The statement still sees the rows as they were before it. A delivery says a text of its own, or
   * a content that it shares. One that was put off, because its provider is paused, has a code from
   * that, and has been due since before.
   */
  private static final String CLAIM =
      """
      WITH claimed AS (
        UPDATE delivery_state AS state
        SET status = 'SENDING',
            attempt = attempt + 1,
            due_at = now() + :leaseMillis * interval '1 millisecond'
        FROM {messages}
        WHERE state.id = ANY (:ids)
          AND state.id BETWEEN :leastId AND :greatestId
          AND status IN {waiting}
          AND due_at <= now()
          AND message.id = state.id
          AND message.id = ANY (:ids)
          AND message.id BETWEEN :leastId AND :greatestId
          AND (:reports OR message.attachment_name IS NULL)
          AND ({refusal}) IS NULL
        RETURNING state.id, state.channel, attempt, failed_attempts, expires_at, correlation_id,
          customer_id, recipient_kind, {address} AS recipient, message.recipient_id, subject,
          message, content_id, report_id, attachment_name, on_unknown, retry_schedule, traceparent,
          message_number, {mayUnsubscribe} AS may_unsubscribe, {addressHash} AS address_hash,
          {addressHash} IS DISTINCT FROM message.address_hash AS has_moved
      ), moved AS (
        UPDATE delivery_message AS message
        SET recipient = claimed.recipient, address_hash = claimed.address_hash
        FROM claimed
        WHERE claimed.has_moved
          AND message.id = claimed.id
          AND message.id BETWEEN :leastId AND :greatestId
      ), opened AS (
        INSERT INTO delivery_attempt (
          delivery_id, number, worker, worker_id, started_at, phase, provider)
        SELECT id, attempt, :worker, :workerId, now(), 'CLAIMED', :channelKey FROM claimed
      )
      SELECT claimed.id, channel, attempt, failed_attempts, correlation_id, customer_id,
        recipient_kind, recipient, coalesce(claimed.subject, content.subject) AS subject,
        coalesce(message, CASE claimed.channel
          WHEN 'PUSH' THEN content.push WHEN 'WEBHOOK' THEN content.webhook
          ELSE content.text END) AS message,
        content.html,
        coalesce(report_id, correlation_id) AS report_id, attachment_name, on_unknown,
        retry_schedule, traceparent, recipient_id, message_number, may_unsubscribe, expires_at,
        now() AS started_at, {letGo},
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
      FROM claimed
      LEFT JOIN LATERAL (
        SELECT subject, text, html, push, webhook FROM message_content
        WHERE message_content.id = claimed.content_id
        OFFSET 0
      ) AS content ON true
      """
          .replace("{messages}", Refusals.messages())
          .replace("{address}", Refusals.address())
          .replace("{addressHash}", Refusals.addressHash())
          .replace("{mayUnsubscribe}", Refusals.mayUnsubscribe())
          .replace("{waiting}", DeliveryStates.WAITING)
          .replace("{letGo}", AttemptEndings.LET_GO_WHEN_FROZEN);

  private final String claim;

  private final JdbcClient jdbc;
  private final SendPermissions permissions;
  private final AttemptEndings endings;
  private final UnclaimedStates unclaimed;
  private final OverdueDeliveries overdue;
  private final ChannelPauseTable pauses;

  /** By the settings that hold when none are given. */
  AttemptStore(JdbcClient jdbc) {
    this(jdbc, SuppressionSettings.DEFAULT);
  }

  private AttemptStore(JdbcClient jdbc, SuppressionSettings settings) {
    this(jdbc, new Suppressions(jdbc, settings), settings);
  }

  @Autowired
  AttemptStore(JdbcClient jdbc, Suppressions suppressions, SuppressionSettings settings) {
    Refusals refusals = new Refusals(settings);
    this.jdbc = jdbc;
    this.claim = claim(refusals);
    this.permissions = new SendPermissions(jdbc, refusals);
    this.endings = new AttemptEndings(jdbc, suppressions);
    this.unclaimed = new UnclaimedStates(jdbc, refusals);
    this.overdue = new OverdueDeliveries(jdbc);
    this.pauses = new ChannelPauseTable(jdbc);
  }

  static String claim(Refusals refusals) {
    return CLAIM.replace("{refusal}", refusals.ofAttempts(":channelKey"));
  }

  @Override
  public List<ClaimedDelivery> claim(
      List<DeliveryId> ids, Worker worker, Duration lease, String channelKey, boolean reports) {
    return jdbc.sql(claim)
        .param("reports", reports)
        .param("ids", IdRange.array(ids))
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
  public boolean turnTo(DeliveryId id, int attempt, String channelKey) {
    return jdbc.sql(
                """
                UPDATE delivery_attempt SET provider = :channelKey
                FROM delivery_state AS state
                WHERE state.id = :id
                  AND state.attempt = :attempt
                  AND state.status = 'SENDING'
                  AND state.due_at > now()
                  AND delivery_id = :id
                  AND number = :attempt
                  AND ended_at IS NULL
                  AND lost_at IS NULL
                  AND NOT EXISTS (
                    SELECT FROM channel_pause
                    WHERE channel_key = :channelKey AND paused_until > now())
                """)
            .param("channelKey", channelKey)
            .param("id", id.value())
            .param("attempt", attempt)
            .update()
        == 1;
  }

  @Override
  public Optional<String> mayHaveIt(DeliveryId id) {
    return jdbc.sql(
            """
            SELECT provider FROM delivery_attempt
            WHERE delivery_id = :id AND outcome = 'UNKNOWN' AND provider IS NOT NULL
            ORDER BY number DESC
            LIMIT 1
            """)
        .param("id", id.value())
        .query(String.class)
        .optional();
  }

  @Override
  public Optional<Lane> laneOf(DeliveryId id) {
    return unclaimed.laneOf(id);
  }

  @Override
  public Optional<UnclaimedDelivery> standing(DeliveryId id, String channelKey) {
    return unclaimed.standing(id, channelKey);
  }

  @Override
  public SendPermission lastByte(DeliveryId id, int attempt) {
    return permissions.ask(id, attempt);
  }

  @Override
  public SendPermission lastByteAgain(DeliveryId id, int attempt) {
    return permissions.askAgain(id, attempt);
  }

  @Override
  public Optional<LostAttempt> takeForLost(DeliveryId id, int attempt) {
    return endings.takeForLost(id, attempt);
  }

  @Override
  public List<Boolean> end(List<EndedAttempt> ended) {
    return endings.end(ended);
  }

  @Override
  public Optional<Instant> tryAgain(EndOfAttempt end, Duration wait) {
    return endings.tryAgain(end, wait);
  }

  @Override
  public void putOff(DeliveryId id, Instant until, String code) {
    unclaimed.putOff(id, until, code);
  }

  @Override
  public Optional<Instant> putOff(DeliveryId id, Duration wait, String code) {
    return unclaimed.putOff(id, wait, code);
  }

  @Override
  public boolean refuse(DeliveryId id, String channelKey, Refusal why) {
    return unclaimed.refuse(id, channelKey, why);
  }

  @Override
  public void beQuiet(DeliveryId id, Instant until, QuietHours.Window next) {
    unclaimed.beQuiet(id, until, next);
  }

  @Override
  public boolean expire(DeliveryId id) {
    return unclaimed.expire(id);
  }

  @Override
  public List<Channel> expireOverdue() {
    return overdue.expire();
  }

  @Override
  public void markQueued(List<DeliveryId> ids) {
    unclaimed.markQueued(ids);
  }

  @Override
  public void pauseChannel(String channelKey, Duration pause, String reason) {
    pauses.pauseChannel(channelKey, pause, reason);
  }

  @Override
  public Optional<ChannelPause> pauseOf(String channelKey) {
    return pauses.pauseOf(channelKey);
  }
}
