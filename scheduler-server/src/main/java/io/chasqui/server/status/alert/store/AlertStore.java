package io.chasqui.server.status.alert.store;

import io.chasqui.platform.TimeUuid;
import io.chasqui.platform.db.Columns;
import io.chasqui.platform.db.Times;
import io.chasqui.server.status.alert.Alert;
import io.chasqui.server.status.alert.AlertCondition;
import io.chasqui.server.status.alert.AlertCondition.Key;
import io.chasqui.server.status.alert.AlertLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Alerts in PostgreSQL. */
@Repository
class AlertStore implements AlertLedger {

  private static final String COLUMNS =
      "id, kind, subject, detail, raised_at, resolved_at, told_at";

  private final JdbcClient jdbc;

  AlertStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A server that is frozen meanwhile loses its turn. */
  @Override
  public void takeTurn() {
    jdbc.sql("SET LOCAL idle_in_transaction_session_timeout = '30s'").update();
    jdbc.sql("SET LOCAL lock_timeout = '30s'").update();
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('chasqui.alerts', 0)) IS NULL")
        .query(Boolean.class)
        .single();
  }

  @Override
  public List<Alert> open(List<String> kinds) {
    return jdbc.sql(
            """
            SELECT %s FROM alert
            WHERE resolved_at IS NULL AND kind = ANY (:kinds)
            ORDER BY id
            """
                .formatted(COLUMNS))
        .param("kinds", kinds.toArray(String[]::new))
        .query(AlertStore::alert)
        .list();
  }

  @Override
  public void raise(AlertCondition condition, Duration quiet) {
    if (!renew(condition) && !reopen(condition, quiet)) {
      insert(condition);
    }
  }

  private boolean renew(AlertCondition condition) {
    return with(
                """
                UPDATE alert SET detail = :detail
                WHERE kind = :kind AND subject = :subject AND resolved_at IS NULL
                """,
                condition)
            .update()
        == 1;
  }

  private boolean reopen(AlertCondition condition, Duration quiet) {
    return with(
                """
                UPDATE alert SET detail = :detail, resolved_at = NULL
                WHERE id = (
                  SELECT id FROM alert
                  WHERE kind = :kind AND subject = :subject
                    AND told_at > now() - :quietMillis * interval '1 millisecond'
                  ORDER BY id DESC LIMIT 1)
                """,
                condition)
            .param("quietMillis", quiet.toMillis())
            .update()
        == 1;
  }

  private void insert(AlertCondition condition) {
    with(
            """
            INSERT INTO alert (id, kind, subject, detail, raised_at)
            VALUES (:id, :kind, :subject, :detail, now())
            """,
            condition)
        .param("id", TimeUuid.fresh())
        .update();
  }

  private JdbcClient.StatementSpec with(String sql, AlertCondition condition) {
    return jdbc.sql(sql)
        .param("kind", condition.kind().name())
        .param("subject", condition.subject())
        .param("detail", condition.detail());
  }

  @Override
  public void resolve(Key key) {
    jdbc.sql(
            """
            UPDATE alert SET resolved_at = now()
            WHERE kind = :kind AND subject = :subject AND resolved_at IS NULL
            """)
        .param("kind", key.kind())
        .param("subject", key.subject())
        .update();
  }

  @Override
  public List<Alert> takeUntold(List<String> kinds, List<Key> further, Duration quiet) {
    return jdbc.sql(
            """
            UPDATE alert
            SET told = CASE WHEN resolved_at IS NULL THEN 'RAISED' ELSE 'RESOLVED' END,
              told_at = clock_timestamp()
            WHERE kind = ANY (:kinds) AND (
              resolved_at IS NULL AND told IS NULL
              OR resolved_at IS NULL AND told = 'RESOLVED'
                AND told_at <= now() - :quietMillis * interval '1 millisecond'
              OR resolved_at IS NOT NULL AND told = 'RAISED'
              OR resolved_at IS NULL
                AND told_at <= now() - :quietMillis * interval '1 millisecond'
                AND (kind, subject) IN (
                  SELECT * FROM unnest(:furtherKinds::text[], :furtherSubjects::text[])))
            RETURNING %s
            """
                .formatted(COLUMNS))
        .paramSource(
            new Columns<>(further)
                .add("furtherKinds", "text", Key::kind)
                .add("furtherSubjects", "text", Key::subject)
                .with(
                    Map.of("kinds", kinds.toArray(String[]::new), "quietMillis", quiet.toMillis()))
                .params())
        .query(AlertStore::alert)
        .list();
  }

  @Override
  public List<Alert> list(int limit) {
    return jdbc.sql(
            """
            SELECT %s FROM alert
            WHERE resolved_at IS NULL OR resolved_at > now() - interval '30 days'
            ORDER BY resolved_at IS NULL DESC, resolved_at DESC, id DESC
            LIMIT :limit
            """
                .formatted(COLUMNS))
        .param("limit", limit)
        .query(AlertStore::alert)
        .list();
  }

  @Override
  public int removeOld(int atMost) {
    return jdbc.sql(
            """
            DELETE FROM alert WHERE id = ANY (ARRAY (
              SELECT id FROM alert
              WHERE resolved_at < now() - interval '30 days'
              ORDER BY resolved_at LIMIT :atMost
              FOR UPDATE SKIP LOCKED))
            """)
        .param("atMost", atMost)
        .update();
  }

  @Override
  public int removeSilentWorkers(int atMost) {
    return jdbc.sql(
            """
            DELETE FROM channel_health WHERE (worker, channel_key) IN (
              SELECT worker, channel_key FROM channel_health
              WHERE seen_at < now() - interval '2 days'
              LIMIT :atMost
              FOR UPDATE SKIP LOCKED)
            """)
        .param("atMost", atMost)
        .update();
  }

  private static Alert alert(ResultSet row, int number) throws SQLException {
    return new Alert(
        row.getObject("id", UUID.class),
        row.getString("kind"),
        row.getString("subject"),
        row.getString("detail"),
        Times.instant(row, "raised_at"),
        Times.instantOrNull(row, "resolved_at"),
        Times.instantOrNull(row, "told_at"));
  }
}
