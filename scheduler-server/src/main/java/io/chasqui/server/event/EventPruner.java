package io.chasqui.server.event;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Removes what nobody waits for any more, a batch at a time. Any number work side by side. */
final class EventPruner {

  private static final Logger log = LoggerFactory.getLogger(EventPruner.class);

  private final JdbcClient jdbc;
  private final Duration keep;

  EventPruner(JdbcClient jdbc, Duration keep) {
    this.jdbc = jdbc;
    this.keep = keep;
  }

  /** Ends the writing for publishers that no server has wanted for so long. */
  void forgetUnwanted() {
    List<String> forgotten =
        jdbc.sql(
                """
                DELETE FROM event_publisher
                WHERE wanted_at < now() - :keepMillis * interval '1 millisecond'
                RETURNING name
                """)
            .param("keepMillis", keep.toMillis())
            .query(String.class)
            .list();
    forgotten.forEach(
        name -> log.info("No server has named {} for {}: its events are removed", name, keep));
  }

  /**
   * Removes the events of a publisher that are too old, or all when it is forgotten.
   *
   * @return how many; fewer than {@code atMost} when none is left
   */
  int prune(String publisher, int atMost) {
    return jdbc.sql(
            """
            DELETE FROM event_outbox USING (
              SELECT sequence AS oldest FROM event_outbox
              WHERE publisher = :publisher
              ORDER BY sequence LIMIT :atMost
            ) AS head
            WHERE publisher = :publisher
              AND sequence = oldest
              AND (occurred_at < now() - :keepMillis * interval '1 millisecond'
                OR NOT EXISTS (SELECT FROM event_publisher WHERE name = :publisher))
            """)
        .param("publisher", publisher)
        .param("atMost", atMost)
        .param("keepMillis", keep.toMillis())
        .update();
  }

  /**
   * Removes events that were set aside long ago.
   *
   * @return how many; fewer than {@code atMost} when none is left
   */
  int pruneRefused(int atMost) {
    return jdbc.sql(
            """
            DELETE FROM event_refused WHERE (publisher, sequence) IN (
              SELECT publisher, sequence FROM event_refused
              WHERE refused_at < now() - :keepMillis * interval '1 millisecond'
              LIMIT :atMost
              FOR UPDATE SKIP LOCKED)
            """)
        .param("keepMillis", keep.toMillis())
        .param("atMost", atMost)
        .update();
  }
}
