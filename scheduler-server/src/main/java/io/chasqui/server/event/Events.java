package io.chasqui.server.event;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells other systems what happened, if any are configured. Events of deliveries write themselves.
 */
@Component
public class Events {

  private final JdbcClient jdbc;

  Events(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Stores an event for each publisher that is configured, in the caller's transaction if there is
   * one: it is handed over after the commit, or after a rollback not at all. Servers of the version
   * before read its columns, those of this one its payload.
   */
  public void publish(NewAlertEvent alert) {
    jdbc.sql(
            """
            WITH event AS MATERIALIZED (
              SELECT nextval('event_sequence') AS sequence, gen_random_uuid() AS event_id
            )
            INSERT INTO event_outbox (
              publisher, sequence, event_id, occurred_at, kind, subject_id, payload,
              alert_id, alert_type, alert_kind, alert_subject, alert_severity, alert_text)
            SELECT
              publisher.name, event.sequence, event.event_id, clock_timestamp(), 'ALERT', :id,
              jsonb_build_object(
                'type', 'alert.' || lower(:type), 'kind', :kind, 'subject', :subject,
                'severity', lower(:severity), 'text', :text),
              :id, :type, :kind, :subject, :severity, :text
            FROM event CROSS JOIN event_publisher AS publisher
            """)
        .param("id", alert.alertId())
        .param("type", alert.type().name())
        .param("kind", alert.kind())
        .param("subject", alert.subject())
        .param("severity", alert.severity().name())
        .param("text", alert.text())
        .update();
  }
}
