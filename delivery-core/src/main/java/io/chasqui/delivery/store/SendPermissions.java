package io.chasqui.delivery.store;

import io.chasqui.delivery.DeliveryId;
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
  private static final Duration REST = Duration.ofMillis(5);

  private final JdbcClient jdbc;
  private final GroupCommit<Attempt, SendPermission> writes =
      new GroupCommit<>("last-bytes", MOST, REST, this::allowAll, exception -> false);

  SendPermissions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  SendPermission ask(DeliveryId id, int attempt) {
    return writes.write(new Attempt(id.value(), attempt));
  }

  /** By itself, and not behind a commit of others: the answer has to come fast. */
  SendPermission askAgain(DeliveryId id, int attempt) {
    return jdbc.sql(
            """
            SELECT CASE WHEN state.expires_at <= now() THEN 'TOO_LATE' ELSE 'ALLOWED' END
            FROM delivery_state AS state
            JOIN delivery_attempt ON delivery_id = :id AND number = state.attempt
            WHERE state.id = :id
              AND state.attempt = :attempt
              AND state.status = 'SENDING'
              AND state.due_at > now()
              AND phase = 'TRANSMITTING'
              AND ended_at IS NULL
              AND lost_at IS NULL
            """)
        .param("id", id.value())
        .param("attempt", attempt)
        .query(String.class)
        .optional()
        .map(SendPermission::valueOf)
        .orElse(SendPermission.OVERTAKEN);
  }

  private List<SendPermission> allowAll(List<Attempt> asking) {
    Map<Attempt, SendPermission> answers = new HashMap<>();
    jdbc.sql(
            """
            WITH asking AS (
              SELECT * FROM unnest(:ids, :attempts) AS asking (id, attempt)
            ), held AS (
              SELECT asking.id, asking.attempt, coalesce(expires_at <= now(), false) AS too_late
              FROM asking JOIN delivery_state AS state ON state.id = asking.id
              WHERE state.id BETWEEN :leastId AND :greatestId
                AND state.attempt = asking.attempt
                AND state.status = 'SENDING'
                AND state.due_at > now()
            ), allowed AS (
              UPDATE delivery_attempt SET phase = 'TRANSMITTING'
              FROM held
              WHERE NOT held.too_late
                AND delivery_id = held.id
                AND delivery_id BETWEEN :leastId AND :greatestId
                AND number = held.attempt
                AND ended_at IS NULL
                AND lost_at IS NULL
              RETURNING delivery_id, number
            )
            SELECT delivery_id AS id, number AS attempt, 'ALLOWED' AS answer FROM allowed
            UNION ALL
            SELECT id, attempt, 'TOO_LATE' FROM held WHERE too_late
            """)
        .paramSource(
            new Columns<>(asking)
                .add("ids", "uuid", Attempt::id)
                .add("attempts", "int4", Attempt::attempt)
                .with(IdRange.of(asking.stream().map(Attempt::id).toList()).params())
                .params())
        .query(
            row -> {
              answers.put(attempt(row), SendPermission.valueOf(row.getString("answer")));
            });
    return asking.stream()
        .map(attempt -> answers.getOrDefault(attempt, SendPermission.OVERTAKEN))
        .toList();
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    return new Attempt(row.getObject("id", UUID.class), row.getInt("attempt"));
  }

  private record Attempt(UUID id, int attempt) {}
}
