package io.chasqui.server.event;

import io.chasqui.platform.TextCut;
import io.chasqui.platform.db.Columns;
import io.chasqui.server.event.PublishResult.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stored events of one publisher. */
final class EventOutbox {

  private static final int LONGEST_REASON = 500;
  private static final int MOST_COUNTED = 1_000_000;

  private final JdbcClient jdbc;
  private final String publisher;
  private final EventRows rows;

  EventOutbox(JdbcClient jdbc, String publisher, EventRows rows) {
    this.jdbc = jdbc;
    this.publisher = publisher;
    this.rows = rows;
  }

  /** From now on, and as long as {@code keep} after the last call, events are stored for it. */
  void want() {
    jdbc.sql(
            """
            INSERT INTO event_publisher (name) VALUES (:publisher)
            ON CONFLICT (name) DO UPDATE SET wanted_at = now()
            """)
        .param("publisher", publisher)
        .update();
  }

  /**
   * Keeps all other servers from handing over this publisher's events until the transaction of the
   * caller ends. PostgreSQL ends it when the caller is not heard of for 5 minutes.
   *
   * @return false when one of them is doing so
   */
  boolean lock() {
    // Of a machine that lost its power PostgreSQL would hear nothing for hours.
    jdbc.sql("SET LOCAL idle_in_transaction_session_timeout = '5min'").update();
    return jdbc.sql(
            """
            SELECT pg_try_advisory_xact_lock(
              hashtextextended('chasqui.events.' || :publisher, 0))
            """)
        .param("publisher", publisher)
        .query(Boolean.class)
        .single();
  }

  /** The oldest events. What servers of the version before wrote has its columns alone. */
  Oldest oldest(int most) {
    return jdbc.sql(
            """
            SELECT sequence, event_id, occurred_at, traceparent,
              coalesce(kind, CASE WHEN alert_id IS NULL THEN 'DELIVERY' ELSE 'ALERT' END) AS kind,
              coalesce(subject_id, delivery_id, alert_id) AS subject_id,
              coalesce(payload,
                CASE WHEN alert_id IS NULL
                  THEN jsonb_build_object(
                    'correlationId', correlation_id, 'channel', channel, 'status', status,
                    'previousStatus', previous_status, 'attempt', attempt, 'code', code,
                    'scheduledTime', scheduled_time, 'dueAt', due_at)
                  ELSE jsonb_build_object(
                    'type', 'alert.' || lower(alert_type), 'kind', alert_kind,
                    'subject', alert_subject, 'severity', lower(alert_severity),
                    'text', alert_text)
                END) AS payload
            FROM event_outbox
            WHERE publisher = :publisher
            ORDER BY sequence LIMIT :most
            """)
        .param("publisher", publisher)
        .param("most", most)
        .query(this::read);
  }

  private Oldest read(ResultSet row) throws SQLException {
    Oldest oldest = new Oldest(new ArrayList<>(), new ArrayList<>());
    while (row.next()) {
      try {
        oldest.events().add(rows.event(row));
      } catch (IllegalArgumentException e) {
        oldest
            .unreadable()
            .add(new Refusal(row.getLong("sequence"), String.valueOf(e.getMessage())));
      }
    }
    return oldest;
  }

  /** The broker has them. */
  void remove(List<OutboxEvent> arrived) {
    jdbc.sql(
            """
            DELETE FROM event_outbox
            WHERE publisher = :publisher AND sequence = ANY (:sequences)
            """)
        .param("publisher", publisher)
        .param("sequences", arrived.stream().map(OutboxEvent::sequence).toArray(Long[]::new))
        .update();
  }

  /** They will never arrive as they are. */
  void setAside(List<Refusal> refused) {
    jdbc.sql(
            """
            WITH given AS (
              SELECT *
              FROM unnest(:publishers, :sequences, :reasons) AS given (publisher, sequence, reason)
            ), taken AS (
              DELETE FROM event_outbox AS stored USING given
              WHERE stored.publisher = given.publisher AND stored.sequence = given.sequence
              RETURNING stored.*, given.reason
            )
            INSERT INTO event_refused SELECT taken.* FROM taken
            """)
        .paramSource(
            new Columns<>(refused)
                .add("publishers", "text", refusal -> publisher)
                .add("sequences", "int8", Refusal::sequence)
                .add("reasons", "text", EventOutbox::reason)
                .params())
        .update();
  }

  /** How many wait, a million at the most, and how old the oldest is. */
  Backlog backlog() {
    return jdbc.sql(
            """
            SELECT
              (SELECT count(*) FROM (
                SELECT FROM event_outbox WHERE publisher = :publisher LIMIT :most
              ) AS counted) AS waiting,
              coalesce((
                SELECT extract(epoch FROM clock_timestamp() - occurred_at)
                FROM event_outbox WHERE publisher = :publisher
                ORDER BY sequence LIMIT 1), 0) AS oldest_seconds
            """)
        .param("publisher", publisher)
        .param("most", MOST_COUNTED)
        .query((row, number) -> new Backlog(row.getLong(1), row.getDouble(2)))
        .single();
  }

  private static String reason(Refusal refusal) {
    return TextCut.toWithEllipsis(refusal.reason(), LONGEST_REASON);
  }

  /**
   * The events that are next.
   *
   * @param events oldest first
   * @param unreadable what a newer version wrote and this one does not know
   */
  record Oldest(List<OutboxEvent> events, List<Refusal> unreadable) {}

  /** What has not been handed over. */
  record Backlog(long waiting, double oldestSeconds) {}
}
