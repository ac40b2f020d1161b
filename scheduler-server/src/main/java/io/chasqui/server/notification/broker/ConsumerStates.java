package io.chasqui.server.notification.broker;

import io.chasqui.platform.TextCut;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the consumers of all servers are, as these tell it. */
final class ConsumerStates {

  private static final int LONGEST_PROBLEM = 500;

  private final JdbcClient jdbc;

  ConsumerStates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The broker was just heard of. */
  void connected(ConsumerName name, long deadLetters) {
    jdbc.sql(
            """
            INSERT INTO event_consumer (name, dead_letters) VALUES (:name, :dead)
            ON CONFLICT (name) DO UPDATE SET
              wanted_at = now(), connected_at = now(), problem = NULL,
              dead_letters = excluded.dead_letters
            """)
        .param("name", name.word())
        .param("dead", deadLetters)
        .update();
  }

  /** The broker is wanted and cannot be reached. One that nobody wanted for long begins anew. */
  void away(ConsumerName name, String problem) {
    jdbc.sql(
            """
            INSERT INTO event_consumer (name, problem) VALUES (:name, :problem)
            ON CONFLICT (name) DO UPDATE SET
              wanted_at = now(), problem = excluded.problem,
              connected_at = CASE
                WHEN event_consumer.wanted_at < now() - interval '5 minutes' THEN now()
                ELSE event_consumer.connected_at
              END
            """)
        .param("name", name.word())
        .param("problem", TextCut.toWithEllipsis(problem, LONGEST_PROBLEM))
        .update();
  }

  /** Those that some server wants, and that none has reached for a minute. */
  List<State> down() {
    return states("connected_at < now() - interval '1 minute'");
  }

  /** Those that some server wants, and that have dead letters. */
  List<State> withDeadLetters() {
    return states("dead_letters > 0");
  }

  private List<State> states(String condition) {
    return jdbc.sql(
            """
            SELECT name, problem, dead_letters FROM event_consumer
            WHERE wanted_at > now() - interval '5 minutes' AND %s
            """
                .formatted(condition))
        .query(
            (row, number) ->
                new State(
                    row.getString("name"), row.getString("problem"), row.getLong("dead_letters")))
        .list();
  }

  /**
   * How one is.
   *
   * @param problem why it cannot be reached; null: nobody says
   */
  record State(String name, @Nullable String problem, long deadLetters) {}
}
