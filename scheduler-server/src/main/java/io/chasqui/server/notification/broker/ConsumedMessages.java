package io.chasqui.server.notification.broker;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ids of messages that were decided, kept for a while: a broker may bring each again. */
final class ConsumedMessages {

  /** A broker that comes back after longer than that may bring some twice. */
  private static final int KEPT_DAYS = 7;

  private final JdbcClient jdbc;

  ConsumedMessages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Notes messages, in the caller's transaction. One that another server notes at the same time is
   * waited for.
   *
   * @return those that were not noted before
   */
  Set<String> note(String source, Collection<String> ids) {
    return new HashSet<>(
        jdbc.sql(
                """
                INSERT INTO consumed_message (source, message_id)
                SELECT :source, id FROM unnest(:ids) AS id ORDER BY id
                ON CONFLICT DO NOTHING
                RETURNING message_id
                """)
            .param("source", source)
            .param("ids", ids.stream().distinct().toArray(String[]::new))
            .query(String.class)
            .list());
  }

  /** Asks the database for nothing, to see whether it answers. */
  void look() {
    jdbc.sql("SELECT 1").query(row -> {});
  }

  /**
   * Forgets old ones.
   *
   * @return how many; fewer than {@code atMost} when none is left
   */
  int forget(int atMost) {
    return jdbc.sql(
            """
            DELETE FROM consumed_message WHERE (source, message_id) IN (
              SELECT source, message_id FROM consumed_message
              WHERE consumed_at < now() - make_interval(days => :days)
              LIMIT :atMost
              FOR UPDATE SKIP LOCKED)
            """)
        .param("days", KEPT_DAYS)
        .param("atMost", atMost)
        .update();
  }
}
