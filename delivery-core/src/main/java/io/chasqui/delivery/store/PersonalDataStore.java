package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryStates;
import io.chasqui.delivery.PersonalData;
import io.chasqui.delivery.RecipientDeliveries;
import io.chasqui.platform.db.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Erases in PostgreSQL; {@code now()} is the clock that decides. */
@Repository
class PersonalDataStore implements PersonalData, RecipientDeliveries {

  /**
   * One look into the index of each month, however many have said it: those that still name
   * somebody come first there, and the order says that it is to be read.
   */
  static final String ERASE_CONTENTS =
      """
      UPDATE message_content AS content
      SET subject = NULL, text = NULL, html = NULL, push = NULL, webhook = NULL,
          erased_at = now()
      WHERE id = ANY (:contents)
        AND (
          SELECT content_id = content.id AND recipient IS NOT NULL FROM delivery_message
          WHERE content_id IS NOT NULL
            AND (content_id, recipient IS NULL) >= (content.id, false)
          ORDER BY content_id, recipient IS NULL LIMIT 1) IS NOT TRUE
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  /**
   * Where the next batch begins. What lies before it was erased a moment ago, and its entries stand
   * in the index until PostgreSQL cleans up: without this each batch would read past all of them.
   */
  private volatile Instant from = Instant.EPOCH;

  PersonalDataStore(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Override
  public int erase(Duration endedBefore, int atMost) {
    return Objects.requireNonNull(
        transaction.execute(status -> isAlone() ? eraseSome(endedBefore, atMost) : 0));
  }

  private boolean isAlone() {
    return jdbc.sql(
            """
            SELECT pg_try_advisory_xact_lock(
              hashtextextended('chasqui.retention.personal-data', 0))
            """)
        .query(Boolean.class)
        .single();
  }

  private int eraseSome(Duration endedBefore, int atMost) {
    List<Ended> some = ended(endedBefore, atMost);
    if (!some.isEmpty()) {
      eraseThose(some);
    }
    from = some.size() < atMost ? Instant.EPOCH : some.get(atMost - 1).at();
    return some.size();
  }

  /** What somebody holds just now is erased the next time. */
  private List<Ended> ended(Duration endedBefore, int atMost) {
    return jdbc.sql(
            """
            SELECT id, completed_at FROM delivery_state
            WHERE erased_at IS NULL
              AND status IN %s
              AND completed_at >= :from
              AND completed_at <= now() - :endedMillis * interval '1 millisecond'
            ORDER BY completed_at LIMIT :atMost
            FOR NO KEY UPDATE SKIP LOCKED
            """
                .formatted(DeliveryStates.FINAL))
        .param("from", Times.utc(from))
        .param("endedMillis", endedBefore.toMillis())
        .param("atMost", atMost)
        .query(Ended::of)
        .list();
  }

  /** Their states are locked already, before their messages, as everybody does it. */
  private void eraseThose(List<Ended> some) {
    List<UUID> ids = some.stream().map(Ended::id).toList();
    jdbc.sql(
            """
            WITH states AS (
              UPDATE delivery_state
              SET erased_at = now(), failure_detail = NULL, provider_message_id = NULL
              WHERE id = ANY (:ids) AND id BETWEEN :leastId AND :greatestId
            ), messages AS (
              UPDATE delivery_message
              SET recipient = NULL, recipient_id = NULL, subject = NULL, message = NULL,
                  attachment_name = NULL, quiet_window = NULL, time_zone = NULL,
                  content_sha256 = CASE WHEN message IS NOT NULL THEN %s END,
                  report_id = CASE WHEN attachment_name IS NOT NULL
                    THEN coalesce(report_id, correlation_id) END
              WHERE id = ANY (:ids) AND id BETWEEN :leastId AND :greatestId
            )
            UPDATE delivery_attempt SET detail = NULL
            WHERE delivery_id = ANY (:ids) AND delivery_id BETWEEN :leastId AND :greatestId
              AND detail IS NOT NULL
            """
                .formatted(DeliveryContents.HASH))
        .param("ids", ids.toArray(UUID[]::new))
        .params(IdRange.of(ids).params())
        .update();
    eraseContents(ids);
  }

  @Override
  public int erase(List<DeliveryId> deliveries) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              List<Ended> some = endedOf(deliveries);
              if (!some.isEmpty()) {
                eraseThose(some);
              }
              return some.size();
            }));
  }

  private List<Ended> endedOf(List<DeliveryId> deliveries) {
    return jdbc.sql(
            """
            SELECT id, completed_at FROM delivery_state
            WHERE id = ANY (:ids) AND id BETWEEN :leastId AND :greatestId
              AND erased_at IS NULL
              AND status IN %s
            ORDER BY id
            FOR NO KEY UPDATE SKIP LOCKED
            """
                .formatted(DeliveryStates.FINAL))
        .param("ids", IdRange.array(deliveries))
        .params(IdRange.ofDeliveries(deliveries).params())
        .query(Ended::of)
        .list();
  }

  @Override
  public List<DeliveryId> page(UUID recipient, @Nullable DeliveryId after, int atMost) {
    return jdbc.sql(
            """
            SELECT id FROM delivery_message
            WHERE recipient_id = :recipient AND id > :after
            ORDER BY id LIMIT :atMost
            """)
        .param("recipient", recipient)
        .param("after", after == null ? new UUID(0, 0) : after.value())
        .param("atMost", atMost)
        .query((row, number) -> new DeliveryId(row.getObject("id", UUID.class)))
        .list();
  }

  @Override
  public List<Latest> latest(UUID recipient, int atMost) {
    return jdbc.sql(
            """
            SELECT message.id, message.correlation_id, message.channel, state.status,
              state.scheduled_time
            FROM delivery_message AS message
            CROSS JOIN LATERAL (
              SELECT status, scheduled_time FROM delivery_state WHERE id = message.id OFFSET 0
            ) AS state
            WHERE message.recipient_id = :recipient
            ORDER BY message.id DESC LIMIT :atMost
            """)
        .param("recipient", recipient)
        .param("atMost", atMost)
        .query(
            (row, number) ->
                new Latest(
                    new DeliveryId(row.getObject("id", UUID.class)),
                    row.getString("correlation_id"),
                    Channel.valueOf(row.getString("channel")),
                    DeliveryStatus.valueOf(row.getString("status")),
                    Times.instant(row, "scheduled_time")))
        .list();
  }

  @Override
  public List<DeliveryId> waiting(List<DeliveryId> deliveries) {
    return jdbc.sql(
            """
            SELECT id FROM delivery_state
            WHERE id = ANY (:ids) AND id BETWEEN :leastId AND :greatestId
              AND status IN %s
            ORDER BY id
            """
                .formatted(DeliveryStates.WAITING))
        .param("ids", IdRange.array(deliveries))
        .params(IdRange.ofDeliveries(deliveries).params())
        .query((row, number) -> new DeliveryId(row.getObject("id", UUID.class)))
        .list();
  }

  /** In one order for all, so that two who change several do not wait for each other. */
  @Override
  public void move(UUID from, UUID to) {
    jdbc.sql(
            """
            WITH held AS (
              SELECT id FROM delivery_message WHERE recipient_id = :from
              ORDER BY id FOR NO KEY UPDATE
            )
            UPDATE delivery_message AS message SET recipient_id = :to
            FROM held WHERE message.id = held.id
            """)
        .param("from", from)
        .param("to", to)
        .update();
  }

  /** Those that tell of a person, and that no other delivery is still to say. */
  private void eraseContents(List<UUID> ids) {
    UUID[] contents = lockContents(ids);
    if (contents.length == 0) {
      return;
    }
    jdbc.sql(ERASE_CONTENTS).param("contents", contents).update();
  }

  /**
   * Waits for those who share one in a transaction of theirs: the deliveries that come of it are
   * seen by the next statement, but not by this one.
   */
  private UUID[] lockContents(List<UUID> ids) {
    return jdbc.sql(
            """
            SELECT id FROM message_content
            WHERE id IN (
                SELECT content_id FROM delivery_message
                WHERE id = ANY (:ids) AND id BETWEEN :leastId AND :greatestId
                  AND content_id IS NOT NULL)
              AND personal AND erased_at IS NULL
            ORDER BY id FOR UPDATE
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .params(IdRange.of(ids).params())
        .query(UUID.class)
        .list()
        .toArray(UUID[]::new);
  }

  private record Ended(UUID id, Instant at) {

    static Ended of(ResultSet row, int number) throws SQLException {
      return new Ended(row.getObject("id", UUID.class), Times.instant(row, "completed_at"));
    }
  }
}
