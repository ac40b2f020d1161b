package io.chasqui.delivery.store;

import io.chasqui.delivery.MessageContents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Contents in PostgreSQL. Deliveries are asked twice: before contents are locked, and after. Who
 * shared one before it was locked is seen by the second look; who comes later waits for the lock,
 * and then does not find the content any more.
 */
@Repository
class MessageContentStore implements MessageContents {

  private static final UUID BEGINNING = new UUID(0, 0);

  /**
   * One look into the index of each month, however many name it. In the index's order, since
   * PostgreSQL may count on finding one of a few much sooner by reading the month as it lies.
   */
  private static final String NAMED =
      """
      LEFT JOIN LATERAL (
        SELECT content_id = content.id AS is_named FROM delivery_message
        WHERE content_id >= content.id
        ORDER BY content_id LIMIT 1
      ) AS naming ON true
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  /** The last content that was looked at. */
  private volatile UUID after = BEGINNING;

  MessageContentStore(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Override
  public int removeUnnamed(Duration storedFor, int atMost) {
    List<Content> some = next(storedFor, atMost);
    after = some.size() < atMost ? BEGINNING : some.get(atMost - 1).id();
    UUID[] unnamed = some.stream().filter(Content::mayGo).map(Content::id).toArray(UUID[]::new);
    return unnamed.length == 0
        ? 0
        : Objects.requireNonNull(transaction.execute(status -> remove(lock(unnamed))));
  }

  private List<Content> next(Duration storedFor, int atMost) {
    return jdbc.sql(
            """
            SELECT content.id,
              is_named IS NOT TRUE AND stored_at <= now() - :storedMillis * interval '1 millisecond'
                AS may_go
            FROM (
              SELECT id, stored_at FROM message_content WHERE id > :after ORDER BY id LIMIT :atMost
            ) AS content
            %s
            ORDER BY content.id
            """
                .formatted(NAMED))
        .param("storedMillis", storedFor.toMillis())
        .param("after", after)
        .param("atMost", atMost)
        .query(Content::of)
        .list();
  }

  /** But those that somebody shares just now. */
  private UUID[] lock(UUID[] ids) {
    return jdbc.sql(
            """
            SELECT id FROM message_content WHERE id = ANY (:ids)
            ORDER BY id FOR UPDATE SKIP LOCKED
            """)
        .param("ids", ids)
        .query(UUID.class)
        .list()
        .toArray(UUID[]::new);
  }

  private int remove(UUID[] locked) {
    return jdbc.sql(
            """
            DELETE FROM message_content WHERE id = ANY (ARRAY (
              SELECT content.id FROM unnest(:locked) AS content (id)
              %s
              WHERE is_named IS NOT TRUE))
            """
                .formatted(NAMED))
        .param("locked", locked)
        .update();
  }

  private record Content(UUID id, boolean mayGo) {

    static Content of(ResultSet row, int number) throws SQLException {
      return new Content(row.getObject("id", UUID.class), row.getBoolean("may_go"));
    }
  }
}
