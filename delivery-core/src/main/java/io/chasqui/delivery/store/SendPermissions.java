package io.chasqui.delivery.store;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Refusal;
import io.chasqui.delivery.SendPermission;
import io.chasqui.platform.db.Columns;
import io.chasqui.platform.db.GroupCommit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets attempts give their peers the last byte: those that ask at the same time in one statement
 * and one commit.
 */
final class SendPermissions {

  private static final int MOST = 200;

  /** A connection to the peer is held meanwhile. */
  private static final Duration NO_REST = Duration.ZERO;

  /** What makes an attempt the running one, with its lease. */
  private static final String RUNNING =
      """
      state.attempt = %s
        AND state.status = 'SENDING'
        AND state.due_at > now()
        AND running.ended_at IS NULL
        AND running.lost_at IS NULL
      """;

  static final String PROVIDER = "running.provider";

  private final JdbcClient jdbc;
  private final String refusal;
  private final String allowAll;
  private final GroupCommit<Attempt, SendPermission> writes =
      new GroupCommit<>("last-bytes", MOST, NO_REST, this::allowAll, exception -> false);

  SendPermissions(JdbcClient jdbc, Refusals refusals) {
    this.jdbc = jdbc;
    this.refusal = refusals.ofLastBytes(PROVIDER);
    this.allowAll = allowAll(refusal);
  }

  SendPermission ask(DeliveryId id, int attempt) {
    return writes.write(new Attempt(id.value(), attempt));
  }

  /** By itself, and not behind a commit of others: the answer has to come fast. */
  SendPermission askAgain(DeliveryId id, int attempt) {
    return jdbc.sql(
            """
            SELECT (%s) AS refusal
            FROM delivery_state AS state
            JOIN delivery_attempt AS running
              ON running.delivery_id = :id AND running.number = state.attempt
            CROSS JOIN %s
            WHERE state.id = :id AND message.id = :id AND phase = 'TRANSMITTING' AND %s
            """
                .formatted(refusal, Refusals.messages(), RUNNING.formatted(":attempt")))
        .param("id", id.value())
        .param("attempt", attempt)
        .query((row, number) -> answer(row))
        .optional()
        .orElse(SendPermission.OVERTAKEN);
  }

  /**
   * Row by row, which {@code OFFSET 0} says: the ids of a batch may lie far apart, and PostgreSQL
   * would read what is between them.
   *
   * @param refusal SQL that says why not
   */
  static String allowAll(String refusal) {
    return """
    WITH asking AS (
      SELECT * FROM unnest(:ids, :attempts) AS asking (id, attempt)
    ), held AS (
      SELECT asking.id, asking.attempt, (%s) AS refusal
      FROM asking
      CROSS JOIN LATERAL (
        SELECT * FROM delivery_state
        WHERE id = asking.id AND id BETWEEN :leastId AND :greatestId OFFSET 0
      ) AS state
      CROSS JOIN LATERAL (
        SELECT * FROM delivery_attempt
        WHERE delivery_id = asking.id AND number = asking.attempt
          AND delivery_id BETWEEN :leastId AND :greatestId OFFSET 0
      ) AS running
      CROSS JOIN LATERAL (
        SELECT * FROM delivery_message
        WHERE id = asking.id AND id BETWEEN :leastId AND :greatestId OFFSET 0
      ) AS message
      %s
      WHERE %s
    ), allowed AS (
      UPDATE delivery_attempt SET phase = 'TRANSMITTING'
      FROM held
      WHERE held.refusal IS NULL
        AND delivery_id = held.id
        AND delivery_id BETWEEN :leastId AND :greatestId
        AND number = held.attempt
        AND ended_at IS NULL
        AND lost_at IS NULL
      RETURNING delivery_id, number
    )
    SELECT delivery_id AS id, number AS attempt, NULL AS refusal FROM allowed
    UNION ALL
    SELECT id, attempt, refusal FROM held WHERE refusal IS NOT NULL
    """
        .formatted(refusal, Refusals.recipients(), RUNNING.formatted("asking.attempt"));
  }

  private List<SendPermission> allowAll(List<Attempt> asking) {
    Map<Attempt, SendPermission> answers = new HashMap<>();
    jdbc.sql(allowAll)
        .paramSource(
            new Columns<>(asking)
                .add("ids", "uuid", Attempt::id)
                .add("attempts", "int4", Attempt::attempt)
                .with(IdRange.of(asking.stream().map(Attempt::id).toList()).params())
                .params())
        .query(
            row -> {
              answers.put(attempt(row), answer(row));
            });
    return asking.stream()
        .map(attempt -> answers.getOrDefault(attempt, SendPermission.OVERTAKEN))
        .toList();
  }

  private static SendPermission answer(ResultSet row) throws SQLException {
    Refusal why = Refusal.read(row.getString("refusal"));
    return why == null ? SendPermission.ALLOWED : SendPermission.refused(why);
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    return new Attempt(row.getObject("id", UUID.class), row.getInt("attempt"));
  }

  private record Attempt(UUID id, int attempt) {}
}
