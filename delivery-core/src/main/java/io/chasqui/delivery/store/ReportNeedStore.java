package io.chasqui.delivery.store;

import io.chasqui.delivery.DeliveryStates;
import io.chasqui.delivery.ReportNeeds;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.db.Times;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ReportNeedStore implements ReportNeeds {

  private final JdbcClient jdbc;

  ReportNeedStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The name of an attachment is erased in time; then the report's id says that there was one. */
  @Override
  public Optional<Instant> neededUntil(CorrelationId report) {
    return jdbc.sql(
            """
            SELECT max(
              CASE WHEN status IN %s
                THEN completed_at
                ELSE greatest(scheduled_time, now())
              END) AS needed_until
            FROM (
              SELECT id FROM delivery_message
              WHERE correlation_id = :report
                AND (report_id = :report OR report_id IS NULL AND attachment_name IS NOT NULL)
              UNION ALL
              SELECT id FROM delivery_message
              WHERE report_id = :report AND report_id <> correlation_id
            ) AS carrier
            CROSS JOIN LATERAL (
              SELECT status, completed_at, scheduled_time
              FROM delivery_state WHERE delivery_state.id = carrier.id OFFSET 0) AS state
            """
                .formatted(DeliveryStates.FINAL))
        .param("report", report.value())
        .query((row, number) -> Optional.ofNullable(Times.instantOrNull(row, "needed_until")))
        .single();
  }
}
