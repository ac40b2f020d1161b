package io.chasqui.server.delivery.store;

import io.chasqui.server.delivery.StrandedProgress;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The worker forgets the progress of what has ended well. What failed may be sent again, so its
 * progress stays as long as its delivery: as its message, because the states of a month that is
 * about to go may come back.
 */
@Repository
class StrandedProgressStore implements StrandedProgress {

  private final JdbcClient jdbc;

  StrandedProgressStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public int remove(int atMost) {
    return jdbc.sql(
            """
            DELETE FROM telegram_progress WHERE delivery_id = ANY (ARRAY (
              SELECT delivery_id FROM telegram_progress AS progress
              LEFT JOIN LATERAL (
                SELECT id FROM delivery_message WHERE id = progress.delivery_id OFFSET 0
              ) AS message ON true
              WHERE message.id IS NULL
              LIMIT :atMost
              FOR UPDATE OF progress SKIP LOCKED))
            """)
        .param("atMost", atMost)
        .update();
  }
}
