package io.chasqui.server.notification.store;

import io.chasqui.server.notification.NotificationRemains;
import io.chasqui.server.recipient.RecipientBelongings;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresNotificationRemains implements NotificationRemains, RecipientBelongings {

  /** What was not over is over with it. */
  private static final String ERASE =
      """
      UPDATE notification SET
        recipient_id = NULL, business_key = NULL, data = NULL, provider_message_id = NULL,
        data_sha256 = decode(repeat('00', 32), 'hex'),
        erased_at = now(),
        reason = CASE WHEN completed_at IS NULL THEN 'ERASED' ELSE reason END,
        status = CASE WHEN completed_at IS NULL THEN 'CANCELLED' ELSE status END,
        completed_at = coalesce(completed_at, now())
      WHERE id = ANY (ARRAY (%s))
      """;

  private final JdbcClient jdbc;

  PostgresNotificationRemains(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void move(UUID from, UUID to) {
    // In the order in which triggers and steps lock them.
    jdbc.sql(
            """
            WITH held AS (
              SELECT id FROM notification WHERE recipient_id = :from
              ORDER BY id FOR NO KEY UPDATE)
            UPDATE notification SET recipient_id = :to FROM held WHERE notification.id = held.id
            """)
        .param("from", from)
        .param("to", to)
        .update();
  }

  @Override
  public int erase(UUID recipient, int atMost) {
    jdbc.sql("DELETE FROM notification_cap WHERE recipient_id = :recipient")
        .param("recipient", recipient)
        .update();
    return jdbc.sql(
            ERASE.formatted(
                """
                SELECT id FROM notification WHERE recipient_id = :recipient
                ORDER BY id LIMIT :atMost FOR NO KEY UPDATE
                """))
        .param("recipient", recipient)
        .param("atMost", atMost)
        .update();
  }

  @Override
  public int erase(Duration after, int atMost) {
    return jdbc.sql(
            ERASE.formatted(
                """
                SELECT id FROM notification
                WHERE erased_at IS NULL AND completed_at < now() - :millis * interval '1 millisecond'
                LIMIT :atMost FOR NO KEY UPDATE SKIP LOCKED
                """))
        .param("millis", after.toMillis())
        .param("atMost", atMost)
        .update();
  }

  @Override
  public int remove(Duration after, int atMost) {
    return jdbc.sql(
            """
            DELETE FROM notification
            WHERE id = ANY (ARRAY (
              SELECT id FROM notification
              WHERE erased_at < now() AND completed_at < now() - :millis * interval '1 millisecond'
              ORDER BY id LIMIT :atMost FOR UPDATE SKIP LOCKED))
            """)
        .param("millis", after.toMillis())
        .param("atMost", atMost)
        .update();
  }

  @Override
  public int removeKeys(int atMost) {
    return jdbc.sql(
            """
            DELETE FROM notification_key
            WHERE key = ANY (ARRAY (
              SELECT key FROM notification_key WHERE until < now()
              LIMIT :atMost FOR UPDATE SKIP LOCKED))
            """)
        .param("atMost", atMost)
        .update();
  }

  @Override
  public int removeCaps(Duration after, int atMost) {
    return jdbc.sql(
            """
            DELETE FROM notification_cap
            WHERE recipient_id = ANY (ARRAY (
              SELECT recipient_id FROM notification_cap
              WHERE used_at < now() - :millis * interval '1 millisecond'
              LIMIT :atMost FOR UPDATE SKIP LOCKED))
            """)
        .param("millis", after.toMillis())
        .param("atMost", atMost)
        .update();
  }
}
